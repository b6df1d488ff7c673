package io.demandforecast.export;

import io.demandforecast.failure.ForecastException;

/** What is the same wherever a publication is handed to. */
final class Checks {
  private Checks() {}

  /** Maintenance leaves some leads of runs that are long over. */
  static void requireWhole(Shipment shipment, long found) {
    shipment
        .promised()
        .ifPresent(
            promised -> {
              if (promised != found) {
                throw ForecastException.data(
                    "run "
                        + shipment.publication().runId()
                        + " has "
                        + found
                        + " of the "
                        + promised
                        + " forecasts that it was published with: maintenance has archived the"
                        + " others. Name a younger run.");
              }
            });
  }

  /** What is there is never replaced by what was published before it. */
  static ForecastException later(Shipment shipment, String place, long there) {
    Publication ours = shipment.publication();
    return ForecastException.data(
        place
            + " has publication "
            + there
            + " of channel "
            + ours.channel()
            + " already, and run "
            + ours.runId()
            + " is publication "
            + ours.sequence()
            + ". To go back to it, publish it again (forecast publish --run, or forecast rollback)"
            + " and export then; mode = runs holds several runs beside each other.");
  }
}
