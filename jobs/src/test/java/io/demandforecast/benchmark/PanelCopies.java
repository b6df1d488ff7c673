package io.demandforecast.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.table.Panel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Makes a demo's panel as many times as large: every store once more under other names, with all
 * that is about it. What is about all stores stays as it is, and is true of the copies as well.
 */
public final class PanelCopies {
  private static final String COPY = "copy";

  private PanelCopies() {}

  /**
   * @param args folder of a panel, folder of the panel to fill, and how many times as many series
   *     it is to have
   */
  public static void main(String[] args) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
    try {
      copied(spark.read().format("delta").load(args[0]), Integer.parseInt(args[2]))
          .write()
          .format("delta")
          .mode("overwrite")
          .save(args[1]);
    } finally {
      spark.stop();
    }
  }

  private static Dataset<Row> copied(Dataset<Row> panel, int copies) {
    Column ofStore =
        col(Panel.KIND)
            .isin(Panel.SERIES, Panel.SCOPE + "store_id", Panel.GROUP + "store_department");
    Column suffix = when(col(COPY).equalTo(lit(0)), lit("")).otherwise(concat(lit("C"), col(COPY)));
    // The store comes first among keys and attributes.
    Column key = regexp_replace(col(Panel.KEY), lit("^([^|]*)"), concat(lit("$1"), suffix));
    Column attributes =
        transform(
            col(Panel.ATTRIBUTES),
            (value, at) -> when(at.equalTo(lit(0)), concat(value, suffix)).otherwise(value));
    return panel
        .withColumn(COPY, explode(sequence(lit(0), lit(copies - 1))))
        .where(ofStore.or(col(COPY).equalTo(lit(0))))
        .withColumn(Panel.KEY, when(ofStore, key).otherwise(col(Panel.KEY)))
        .withColumn(Panel.ATTRIBUTES, attributes)
        .drop(COPY);
  }
}
