package io.demandforecast.config;

import io.demandforecast.config.ForecastConfig.Group;
import io.demandforecast.config.InputSettings.CovariateSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks that keys, attributes, covariates and groups can be columns of tables and parts of
 * features' names. Spark does not tell names apart by the case of their letters, nor does this.
 */
final class NameChecks {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  /** Columns that tables have themselves. */
  private static final Set<String> TAKEN =
      Set.of(
          "series_id",
          "run_id",
          "origin_date",
          "target_date",
          "target_time",
          "lead",
          "mean",
          "source",
          "reason",
          "model_version",
          "stale_periods",
          "known_at");

  private static final Pattern QUANTILE = Pattern.compile("q\\d{2,}");
  private static final String KEYS = "series.keys";

  private final Map<String, String> columns = new HashMap<>();

  private NameChecks() {}

  static void run(Section root, ForecastConfig config) {
    NameChecks checks = new NameChecks();
    Section series = root.section("series");
    config.series().keys().forEach(key -> checks.column(series, "keys", key, KEYS));
    for (InputSettings input : config.inputs()) {
      Section section = root.section("inputs").section(input.name());
      for (String attribute : input.attributes()) {
        checks.column(section, "attributes", attribute, input.name());
      }
      Section covariates = section.section("covariates");
      for (CovariateSettings covariate : input.covariates()) {
        checks.column(covariates, covariate.name(), covariate.name(), input.name());
      }
    }
    Section groups = series.section("groups");
    for (Group group : config.series().groups()) {
      checks.plain(groups, group.name(), group.name());
    }
  }

  private void column(Section section, String key, String name, String owner) {
    plain(section, key, name);
    String small = name.toLowerCase(Locale.ROOT);
    if (TAKEN.contains(small) || QUANTILE.matcher(small).matches()) {
      section.problem(
          key, "'" + name + "' is a column of the forecasts: expected another name (see rename)");
    }
    String earlier = columns.putIfAbsent(small, owner);
    if (earlier != null) {
      section.problem(key, "'" + name + "' is declared twice, in " + earlier + " too");
    }
  }

  private void plain(Section section, String key, String name) {
    if (!PLAIN.matcher(name).matches()) {
      section.problem(
          key,
          "'"
              + name
              + "' would name a table's column: expected letters, digits and '_' (see rename)");
    }
  }
}
