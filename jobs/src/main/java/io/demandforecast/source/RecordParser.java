package io.demandforecast.source;

/** Takes a record's text apart into fields. One parser serves one thread. */
interface RecordParser {
  /**
   * The fields of a record.
   *
   * @return one text a slot of the header, null where JSON has none; or null if the record is
   *     broken, then {@link #problem()} says why
   */
  String[] parse(String text);

  /** Why the last record was broken; undefined where it was not. */
  String problem();
}
