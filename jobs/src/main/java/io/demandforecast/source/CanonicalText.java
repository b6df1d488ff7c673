package io.demandforecast.source;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.replace;
import static org.apache.spark.sql.functions.rtrim;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.demandforecast.config.InputSettings.ColumnType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The one text of a typed value, whatever the session's time zone: dates and timestamps in ISO 8601
 * (a timestamp of an instant in UTC with a final Z, one of a wall clock without), decimals and
 * whole numbers plain without needless zeros, nested values as JSON.
 */
final class CanonicalText {
  /** Doubles up to here hold every whole number. */
  private static final double WHOLE_LIMIT = 9.007199254740992E15;

  private static final String MIDNIGHT = "T00:00:00";

  private CanonicalText() {}

  /**
   * The text of a column.
   *
   * @param declared what the text should be: where it is a date, a timestamp at midnight loses its
   *     time
   */
  static Column of(Column value, DataType type, ColumnType declared) {
    if (type instanceof TimestampType) {
      Column clock =
          lit("1970-01-01 00:00:00")
              .cast(DataTypes.TimestampNTZType)
              .plus(unix_micros(value).multiply(expr("INTERVAL '0.000001' SECOND")));
      return instant(isoClock(clock), declared, "Z");
    }
    if (type instanceof TimestampNTZType) {
      return instant(isoClock(value), declared, "");
    }
    if (type instanceof DecimalType) {
      return withoutTrailingZeros(value.cast(DataTypes.StringType));
    }
    if (type instanceof DoubleType || type instanceof FloatType) {
      return floating(value);
    }
    if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
      return to_json(value);
    }
    return value.cast(DataTypes.StringType);
  }

  private static Column isoClock(Column wallClock) {
    return replace(wallClock.cast(DataTypes.StringType), lit(" "), lit("T"));
  }

  private static Column instant(Column clock, ColumnType declared, String zone) {
    Column text = concat(clock, lit(zone));
    if (declared != ColumnType.DATE) {
      return text;
    }
    Column day = clock.substr(lit(1), length(clock).minus(MIDNIGHT.length()));
    return when(clock.endsWith(MIDNIGHT), day).otherwise(text);
  }

  private static Column withoutTrailingZeros(Column plain) {
    return when(plain.contains("."), rtrim(rtrim(plain, lit("0")), lit("."))).otherwise(plain);
  }

  /** Whole numbers without a point; others with one, with an exponent only below 1e-3. */
  private static Column floating(Column value) {
    Column whole = value.equalTo(floor(value)).and(abs(value).leq(WHOLE_LIMIT));
    return when(whole, value.cast(DataTypes.LongType).cast(DataTypes.StringType))
        .otherwise(value.cast(DataTypes.StringType));
  }
}
