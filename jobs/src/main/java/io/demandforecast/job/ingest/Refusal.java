package io.demandforecast.job.ingest;

import io.demandforecast.config.RuleSettings;
import io.demandforecast.config.RuleSettings.Check;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.panel.Ledger;
import io.demandforecast.quality.LoadRules;
import io.demandforecast.quality.Marks;
import io.demandforecast.series.Frequency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/** Refuses a load before any table is written. */
final class Refusal {
  private final Ledger ledger;
  private final Frequency frequency;
  private final Optional<LocalDate> asOf;

  Refusal(Ledger ledger, Frequency frequency, Optional<LocalDate> asOf) {
    this.ledger = ledger;
    this.frequency = frequency;
    this.asOf = asOf;
  }

  /**
   * Judges what was read.
   *
   * @return breaches that only warn, as sentences
   * @throws ForecastException (data contract) where a breach refuses the load, with the worst
   *     offenders
   */
  List<String> check(List<LoadedInput> loaded) {
    List<String> reasons = new ArrayList<>();
    List<IngestJob.Offender> offenders = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (LoadedInput input : loaded) {
      String name = "input '" + input.input().name() + "': ";
      input
          .tally()
          .blocking()
          .forEach(
              (rule, rows) ->
                  reasons.add(
                      name
                          + rows
                          + " of "
                          + input.tally().total().read()
                          + " rows break rule '"
                          + rule
                          + "', which blocks the load"));
      if (!input.tally().blocking().isEmpty()) {
        offenders.addAll(Offenders.of(input, Marks.field(Marks.BLOCKS)));
      }
      boolean refused = false;
      for (LoadRules.Breach breach : LoadRules.judge(input.input().rules(), facts(input))) {
        String sentence = name + "rule '" + breach.rule() + "': " + breach.reason();
        (breach.blocks() ? reasons : warnings).add(sentence);
        refused |= breach.blocks();
      }
      if (input.isTarget() && input.tally().total().accepted() == 0) {
        reasons.add(name + nothing(input.tally().total()));
        refused = true;
      }
      if (refused && input.tally().blocking().isEmpty() && !input.tally().quarantined().isEmpty()) {
        Column setAside = Marks.setAside();
        offenders.addAll(Offenders.of(input, setAside));
      }
    }
    if (!reasons.isEmpty()) {
      throw ForecastException.data(message(reasons, offenders));
    }
    return warnings;
  }

  private LoadRules.Facts facts(LoadedInput input) {
    List<RuleSettings> rules = input.input().rules();
    Tally.FileRows total = input.tally().total();
    boolean counts = rules.stream().anyMatch(rule -> rule.check() instanceof Check.RowCount);
    boolean gaps = input.isTarget() && LoadRules.needsGaps(rules);
    return new LoadRules.Facts(
        total.read(),
        total.quarantined(),
        input.tally().newestPeriod().stream().mapToObj(frequency::lastDay).findFirst(),
        counts ? ledger.earlierRows(input.input().name()) : OptionalDouble.empty(),
        gaps ? GapNotes.share(input.classified()) : OptionalDouble.empty(),
        asOf);
  }

  private static String nothing(Tally.FileRows rows) {
    if (rows.read() == 0) {
      return "the new files hold no rows at all. Send them again, whole.";
    }
    return "none of the "
        + rows.read()
        + " rows of the new files can be used ("
        + rows.quarantined()
        + " are set aside by rules, "
        + rows.outOfScope()
        + " are out of scope or empty). Check the declared columns, types and scope against the"
        + " files.";
  }

  private static String message(List<String> reasons, List<IngestJob.Offender> offenders) {
    String worst =
        offenders.stream()
            .limit(10)
            .map(
                offender ->
                    "\n  "
                        + offender.place()
                        + ": "
                        + offender.reason()
                        + " ["
                        + offender.rule()
                        + "]"
                        + (offender.raw() == null ? "" : "\n    " + offender.raw()))
            .collect(Collectors.joining());
    return "the load is refused and nothing was changed.\n"
        + String.join("\n", reasons)
        + (worst.isEmpty() ? "" : "\nThe worst offenders:" + worst)
        + "\nCorrect the files and load again; or relax the rules in the data set's configuration.";
  }
}
