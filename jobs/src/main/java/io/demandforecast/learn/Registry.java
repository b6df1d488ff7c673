package io.demandforecast.learn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.digest.Sha256;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.table.Models;
import io.demandforecast.warehouse.Warehouse;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The models of a warehouse: a row of the models table each, and a file that is read only where its
 * checksum fits.
 */
public final class Registry {
  private static final String FILE = "model.bin";
  private static final String REFERENCE = "features.bin";
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private final Warehouse warehouse;

  public Registry(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The registry's row of a model, if it is there. */
  public Optional<Row> find(String modelVersion) {
    return models()
        .where(col(Models.MODEL_VERSION).equalTo(lit(modelVersion)))
        .takeAsList(1)
        .stream()
        .findFirst();
  }

  /**
   * The registry's row of the model that a recorded run was made of.
   *
   * @throws ForecastException where it is not there any more
   */
  public Row ofRun(String runId, String modelVersion) {
    return find(modelVersion)
        .orElseThrow(
            () ->
                ForecastException.data(
                    "the registry has no model "
                        + modelVersion
                        + " any more, of which run "
                        + runId
                        + " was made: it can be neither replayed nor explained"));
  }

  /** The newest model that knew nothing after a day and was made with this configuration. */
  public Optional<Row> newest(String configHash, LocalDate asOf) {
    return models()
        .where(
            col(Models.CONFIG_HASH).equalTo(lit(configHash)).and(col(Models.AS_OF).leq(lit(asOf))))
        .orderBy(col(Models.AS_OF).desc(), col(Models.MODEL_VERSION).desc())
        .takeAsList(1)
        .stream()
        .findFirst();
  }

  /**
   * The models that knew nothing after a day and were made with this configuration, the oldest
   * first.
   */
  public List<Row> all(String configHash, LocalDate asOf) {
    return models()
        .where(
            col(Models.CONFIG_HASH).equalTo(lit(configHash)).and(col(Models.AS_OF).leq(lit(asOf))))
        .orderBy(col(Models.AS_OF), col(Models.MODEL_VERSION))
        .collectAsList();
  }

  /**
   * The newest model of a search that knew nothing after a day: its parameters need no new search.
   */
  public Optional<Row> newestOfSearch(String searchHash, LocalDate asOf) {
    return models()
        .where(
            col(Models.SEARCH_HASH).equalTo(lit(searchHash)).and(col(Models.AS_OF).leq(lit(asOf))))
        .orderBy(col(Models.AS_OF).desc(), col(Models.MODEL_VERSION).desc())
        .takeAsList(1)
        .stream()
        .findFirst();
  }

  /** Where the file of a model goes. */
  public static String folder(String modelVersion) {
    return "model-files/" + modelVersion;
  }

  /** Stores a model's file; it is a model only once its row is added. */
  public String store(String modelVersion, StoredModel model) {
    byte[] bytes = model.toBytes();
    warehouse.writeFile(folder(modelVersion) + "/" + FILE, bytes);
    return Sha256.of(bytes);
  }

  /** Stores how a model's features are distributed, beside its file. */
  public void store(String modelVersion, FeatureReference reference) {
    warehouse.writeFile(folder(modelVersion) + "/" + REFERENCE, reference.toBytes());
  }

  /** How a model's features are distributed; empty where that was not stored. */
  public Optional<FeatureReference> reference(Row row) {
    String name = row.<String>getAs(Models.FOLDER) + "/" + REFERENCE;
    return warehouse.hasFile(name)
        ? Optional.of(FeatureReference.fromBytes(warehouse.readFile(name), name))
        : Optional.empty();
  }

  /** Adds the row of a model. */
  public void add(Row row) {
    Dataset<Row> rows =
        warehouse.spark().createDataFrame(List.of(row), Models.definition().schema());
    warehouse.replaceWhere(Models.definition(), rows, Models.MODEL_VERSION, row.getString(0));
  }

  /** Takes a model of another registry in, its file as it was stored. */
  public void copy(Row row, Registry from) {
    store(row.getAs(Models.MODEL_VERSION), from.load(row));
    add(row);
  }

  /**
   * Reads a model's file.
   *
   * @throws ForecastException where it is not the file that was stored
   */
  public StoredModel load(Row row) {
    String version = row.getAs(Models.MODEL_VERSION);
    if (!VERSION.matcher(version).matches()
        || !folder(version).equals(row.<String>getAs(Models.FOLDER))) {
      throw ForecastException.data(
          "the registry's row of model "
              + version
              + " names another folder than the model's own: the table models was changed by"
              + " somebody else. Restore it, or train again: forecast train");
    }
    String name = folder(version) + "/" + FILE;
    byte[] bytes = warehouse.readFile(name);
    if (!Sha256.of(bytes).equals(row.<String>getAs(Models.CHECKSUM))) {
      throw ForecastException.data(
          "model file "
              + name
              + " has changed since it was stored: its checksum is not the registry's. Restore it, or train again: forecast train");
    }
    return StoredModel.fromBytes(bytes, name);
  }

  private Dataset<Row> models() {
    return warehouse.read(Models.definition());
  }
}
