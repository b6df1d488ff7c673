package io.demandforecast.lineage;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The run of a scheduler's task that a command is part of.
 *
 * @param namespace of the job
 * @param job its name
 * @param id of its run
 */
public record ParentRun(String namespace, String job, UUID id) {
  /** Environment variable that schedulers give it in. */
  public static final String VARIABLE = "OPENLINEAGE_PARENT_ID";

  private static final Pattern TEXT =
      Pattern.compile("(.+)/([^/]+)/(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

  /**
   * @param text {@code namespace/job/uuid}, as OpenLineage's integrations write it
   * @return empty where it is none such: a line of lineage less is no reason for a night to fail
   */
  public static Optional<ParentRun> of(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new ParentRun(matcher.group(1), matcher.group(2), UUID.fromString(matcher.group(3))))
        : Optional.empty();
  }
}
