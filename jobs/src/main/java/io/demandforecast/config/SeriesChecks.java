package io.demandforecast.config;

import io.demandforecast.config.ForecastConfig.Group;
import io.demandforecast.series.PanelLayout.Kind;

/** Checks what names a series, and what refers to it. */
final class SeriesChecks {
  private SeriesChecks() {}

  static void run(Section section, ForecastConfig config, DeclaredNames names) {
    if (config.series().keys().isEmpty() && section.sound("keys")) {
      section.problem("keys", "missing: expected the columns that name a series");
    }
    names.requireKeysOrAttributes(section, "hierarchy", config.series().hierarchy());
    Section groups = section.section("groups");
    for (Group group : config.series().groups()) {
      names.requireKeysOrAttributes(groups, group.name(), group.by());
    }
    String value = config.series().value();
    names.requireCovariate(section, "value", value);
    if (section.sound("value")
        && !value.isEmpty()
        && names.covariates().get(value) != Kind.NUMERIC) {
      section.problem("value", "expected a covariate of kind numeric");
    }
  }
}
