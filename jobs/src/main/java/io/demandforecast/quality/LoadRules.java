package io.demandforecast.quality;

import io.demandforecast.config.RuleSettings;
import io.demandforecast.config.RuleSettings.Check;
import io.demandforecast.config.RuleSettings.Severity;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rules of a load as a whole, judged from its facts alone. */
public final class LoadRules {
  private LoadRules() {}

  /**
   * What is known of an input's load.
   *
   * @param read rows read
   * @param quarantined rows set aside
   * @param newest last date of an accepted row
   * @param earlierRows mean of the rows that earlier loads of the input read
   * @param gapShare share of the periods between the series' first and last rows that have none
   * @param asOf the day that freshness is judged on
   */
  public record Facts(
      long read,
      long quarantined,
      Optional<LocalDate> newest,
      OptionalDouble earlierRows,
      OptionalDouble gapShare,
      Optional<LocalDate> asOf) {}

  /** A rule that the load breaks. */
  public record Breach(String rule, Severity severity, String reason) {

    /** A load cannot be set aside in part: what would set a row aside refuses it. */
    public boolean blocks() {
      return severity != Severity.WARN;
    }
  }

  /** Whether an input has a rule that needs the share of gaps. */
  public static boolean needsGaps(List<RuleSettings> rules) {
    return rules.stream().anyMatch(rule -> rule.check() instanceof Check.Gaps);
  }

  /** The rules that a load breaks, in the order declared. */
  public static List<Breach> judge(List<RuleSettings> rules, Facts facts) {
    List<Breach> breaches = new ArrayList<>();
    for (RuleSettings rule : rules) {
      reason(rule.check(), facts)
          .ifPresent(
              reason ->
                  breaches.add(
                      new Breach(
                          rule.id(),
                          rule.severity(),
                          rule.message().isEmpty() ? reason : rule.message() + ": " + reason)));
    }
    return breaches;
  }

  private static Optional<String> reason(Check check, Facts facts) {
    if (check instanceof Check.Freshness freshness) {
      return freshness(freshness, facts);
    }
    if (check instanceof Check.RowCount count) {
      return rowCount(count, facts);
    }
    if (check instanceof Check.RejectedShare rejected) {
      double share = facts.read() == 0 ? 0 : (double) facts.quarantined() / facts.read();
      return share <= rejected.max()
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT,
                  "%d of %d rows were set aside (%.2f %%, at most %.2f %%)",
                  facts.quarantined(),
                  facts.read(),
                  share * 100,
                  rejected.max() * 100));
    }
    if (check instanceof Check.Gaps gaps) {
      double share = facts.gapShare().orElse(0);
      return share <= gaps.maxShare()
          ? Optional.empty()
          : Optional.of(
              String.format(
                  Locale.ROOT,
                  "%.2f %% of the periods between first and last rows have none (at most %.2f %%)",
                  share * 100,
                  gaps.maxShare() * 100));
    }
    return Optional.empty();
  }

  private static Optional<String> freshness(Check.Freshness freshness, Facts facts) {
    if (facts.asOf().isEmpty() || facts.newest().isEmpty()) {
      return Optional.empty();
    }
    long age = ChronoUnit.DAYS.between(facts.newest().get(), facts.asOf().get());
    return age <= freshness.maxAgeDays()
        ? Optional.empty()
        : Optional.of(
            "the newest row is of "
                + facts.newest().get()
                + ", "
                + age
                + " days before "
                + facts.asOf().get()
                + " (at most "
                + freshness.maxAgeDays()
                + ")");
  }

  private static Optional<String> rowCount(Check.RowCount count, Facts facts) {
    if (facts.earlierRows().isEmpty() || facts.earlierRows().getAsDouble() == 0) {
      return Optional.empty();
    }
    double share = facts.read() / facts.earlierRows().getAsDouble();
    return share >= count.minShare() && share <= count.maxShare()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d rows were read, %.2f times the mean of earlier loads (%.2f to %.2f allowed)",
                facts.read(),
                share,
                count.minShare(),
                count.maxShare()));
  }
}
