package io.demandforecast.config;

import io.demandforecast.config.ForecastConfig.Group;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.series.PanelLayout.Kind;

/** Checks what names a series, and what refers to it. */
final class SeriesChecks {
  private SeriesChecks() {}

  static void run(Section section, ForecastConfig config, DeclaredNames names) {
    if (config.series().keys().isEmpty() && section.sound("keys")) {
      section.problem("keys", "missing: expected the columns that name a series");
    }
    config.inputs().stream()
        .filter(input -> input.quantity().isPresent())
        .findFirst()
        .ifPresent(target -> targetHasKeys(section, config, target));
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

  private static void targetHasKeys(Section section, ForecastConfig config, InputSettings target) {
    DeclaredColumns columns = DeclaredColumns.of(target);
    for (String key : config.series().keys()) {
      if (target.layout() instanceof Layout.SeriesAcross || target.rename().containsKey(key)) {
        continue;
      }
      columns.require(section, "keys", key);
    }
  }
}
