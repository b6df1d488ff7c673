package io.demandforecast.table;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What no class of this room may do, so that the architecture test is seen to find it. */
public final class PlantedInTable {
  private PlantedInTable() {}

  public static final class MakesSession {
    SparkSession session;
  }

  /** Allowed: types of columns. */
  public static final class KnowsTypes {
    StructType type;
  }
}
