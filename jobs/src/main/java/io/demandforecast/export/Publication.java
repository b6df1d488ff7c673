package io.demandforecast.export;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What is handed over, and told with it.
 *
 * @param channel where it was published
 * @param sequence its number: a later publication has a higher one
 * @param runId the run
 * @param asOf its last day of actuals
 * @param modelVersion its model
 * @param publishedAt when it was published
 */
public record Publication(
    String channel,
    long sequence,
    String runId,
    LocalDate asOf,
    String modelVersion,
    Instant publishedAt)
    implements Serializable {

  /** Column that says where a row was published. */
  public static final String CHANNEL = "publication_channel";

  /** Column that says in which publication. */
  public static final String SEQUENCE = "publication_seq";
}
