package io.demandforecast.config;

import io.demandforecast.config.AvailabilitySettings.Condition;
import io.demandforecast.series.Frequency.Unit;
import java.util.List;

/** Checks settings against one another: everything that one setting alone cannot tell. */
final class ConfigChecks {
  private final Section root;
  private final ForecastConfig config;
  private final DeclaredNames names;

  private ConfigChecks(Section root, ForecastConfig config) {
    this.root = root;
    this.config = config;
    this.names = DeclaredNames.of(config);
  }

  static void run(Section root, ForecastConfig config) {
    ConfigChecks checks = new ConfigChecks(root, config);
    checks.oneTarget();
    for (InputSettings input : config.inputs()) {
      Section section = root.section("inputs").section(input.name());
      InputChecks.run(section, input, config, checks.names);
      CovariateChecks.run(section, input, checks.names);
      RuleChecks.run(section, input, config);
      PersonalChecks.run(section, input, config);
    }
    SeriesChecks.run(root.section("series"), config, checks.names);
    NameChecks.run(root, config);
    config
        .publication()
        .partial()
        .ifPresent(
            partial ->
                checks.names.requireKeyOrAttribute(
                    root.section("publication").section("partial"), "feed", partial.feed()));
    checks.availability();
    checks.buckets("training", config.training().buckets());
    checks.buckets("uncertainty", config.uncertainty().buckets());
    checks.leadTimes(config.uncertainty().leadTimes());
  }

  private void oneTarget() {
    List<String> targets =
        config.inputs().stream()
            .filter(input -> input.quantity().isPresent())
            .map(InputSettings::name)
            .toList();
    if (targets.isEmpty()) {
      root.section("inputs")
          .section(config.inputs().get(0).name())
          .problem("quantity", "missing: one of the inputs must name the column of the quantity");
    }
    for (String second : targets.subList(Math.min(1, targets.size()), targets.size())) {
      root.section("inputs")
          .section(second)
          .problem(
              "quantity", "expected in one input only, stands in '" + targets.get(0) + "' too");
    }
  }

  private void availability() {
    Section availability = root.section("availability");
    AvailabilitySettings settings = config.availability();
    Unit unit = config.frequency().unit();
    boolean days = unit == Unit.DAILY || unit == Unit.HOURLY;
    if (!days && root.sound("frequency")) {
      String reason = "is of meaning for hourly and daily data, not for " + Scalar.spelt(unit);
      if (!settings.closedWeekdays().isEmpty()) {
        availability.problem("closed-weekdays", reason);
      }
      if (!settings.closedDates().isEmpty()) {
        availability.problem("closed-dates", reason);
      }
    }
    if (settings.closedWeekdays().stream().distinct().count() == 7) {
      availability.problem("closed-weekdays", "all days of the week are closed: nothing is sold");
    }
    conditions(availability.sections("closed"), settings.closed());
    conditions(availability.sections("not-listed"), settings.notListed());
  }

  private void conditions(List<Section> sections, List<Condition> conditions) {
    for (int i = 0; i < conditions.size(); i++) {
      names.requireCovariate(sections.get(i), "covariate", conditions.get(i).covariate());
    }
  }

  private void leadTimes(List<Integer> leadTimes) {
    Section section = root.section("uncertainty");
    boolean comparable = section.sound("lead-times") && root.sound("horizon");
    if (comparable
        && (leadTimes.isEmpty()
            || !Ascending.strictly(leadTimes)
            || leadTimes.get(leadTimes.size() - 1) > config.horizon())) {
      section.problem(
          "lead-times",
          "expected ascending numbers of periods, none more than the horizon, " + config.horizon());
    }
  }

  private void buckets(String key, List<Integer> buckets) {
    Section section = root.section(key);
    boolean comparable = section.sound("buckets") && root.sound("horizon");
    if (comparable
        && (buckets.isEmpty()
            || !Ascending.strictly(buckets)
            || buckets.get(buckets.size() - 1) != config.horizon())) {
      section.problem(
          "buckets", "expected ascending leads that end at the horizon, " + config.horizon());
    }
  }
}
