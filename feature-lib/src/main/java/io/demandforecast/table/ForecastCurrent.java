package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A copy of the forecasts that are current, for readers that know no views; each row says which
 * publication it is of.
 */
public final class ForecastCurrent {
  public static final String NAME = "forecast_current";
  public static final String CHANNEL = "publication_channel";
  public static final String SEQ = Publications.SEQ;
  public static final String PUBLISHED_AT = Publications.PUBLISHED_AT;

  private ForecastCurrent() {}

  /**
   * @param forecasts columns of the table of forecasts
   */
  public static TableDefinition definition(StructType forecasts) {
    StructField[] publication =
        new Columns()
            .required(CHANNEL, StringType, "Channel that the copy is of")
            .required(SEQ, LongType, "Publication that the copy is of")
            .required(PUBLISHED_AT, TimestampType, "When that was published")
            .schema()
            .fields();
    return new TableDefinition(
        NAME,
        "The forecasts of one publication, the newest when it was written",
        new StructType(
            Stream.concat(Arrays.stream(forecasts.fields()), Arrays.stream(publication))
                .toArray(StructField[]::new)),
        List.of(Forecasts.SERIES_ID, Forecasts.LEAD),
        List.of(),
        List.of());
  }
}
