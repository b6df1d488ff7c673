package io.demandforecast.table;

import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** What was loaded from where: the ledger that conservation of rows is checked against. */
public final class Loads {
  public static final String NAME = "loads";
  public static final String LOAD_SEQ = "load_seq";
  public static final String INPUT = "input";
  public static final String FILE = "file";
  public static final String BYTES = "bytes";
  public static final String SHA256 = "sha256";
  public static final String ROWS_READ = "rows_read";
  public static final String ACCEPTED = "accepted";
  public static final String MERGED = "merged";
  public static final String QUARANTINED = "quarantined";
  public static final String OUT_OF_SCOPE = "out_of_scope";
  public static final String WARNED = "warned";
  public static final String VERSIONS = "table_versions";
  public static final String LOADED_AT = "loaded_at";
  public static final String CODE_VERSION = "code_version";

  private Loads() {}

  public static TableDefinition definition() {
    return new TableDefinition(
        NAME,
        "One row a file of a load; written last, so that a load without rows here did not happen",
        new Columns()
            .required(LOAD_SEQ, LongType, "Order of the load, from 1")
            .required(INPUT, StringType, "Input that the file belongs to")
            .required(FILE, StringType, "File, or table, that was read")
            .required(BYTES, LongType, "Its size; 0 for a database")
            .required(
                SHA256,
                StringType,
                "Its checksum, by which it is known again; empty for a database")
            .required(ROWS_READ, LongType, "Rows (of a wide file: cells) that it holds")
            .required(ACCEPTED, LongType, "Rows that became a row of a table")
            .required(
                MERGED, LongType, "Rows added to another row, or equal to what was known already")
            .required(QUARANTINED, LongType, "Rows set aside")
            .required(OUT_OF_SCOPE, LongType, "Rows that the declared scope leaves out")
            .required(
                WARNED, LongType, "Accepted or merged rows that break a rule of severity warn")
            .required(
                VERSIONS,
                DataTypes.createMapType(StringType, LongType, true),
                "Version of each table that the load wrote")
            .required(LOADED_AT, TimestampType, "When it was loaded; a record that decides nothing")
            .required(CODE_VERSION, StringType, "Version of the software that loaded it")
            .schema(),
        List.of(LOAD_SEQ, INPUT, FILE),
        List.of(),
        List.of(
            new TableDefinition.Check(
                "rows_are_conserved",
                "rows_read = accepted + merged + quarantined + out_of_scope")));
  }
}
