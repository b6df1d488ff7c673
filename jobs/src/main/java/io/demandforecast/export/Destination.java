package io.demandforecast.export;

/** Where published forecasts are handed to. */
public interface Destination {
  /**
   * Hands a publication over, whole or not at all: whoever reads there meanwhile sees what was
   * there before or what is there then. Doing it twice is doing it once.
   *
   * @return rows of the publication that are there now
   * @throws io.demandforecast.failure.ForecastException where a later publication is there already,
   *     where the rows are not those that were promised, or where it failed
   */
  long put(Shipment shipment);

  /** What a person calls it. */
  String place();
}
