package io.demandforecast.job.ingest;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.CovariateSettings;
import io.demandforecast.panel.PanelPlan;
import io.demandforecast.series.PanelLayout.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One column that holds a covariate.
 *
 * @param covariate the covariate
 * @param column the column, by its name in the data set or the input
 * @param scope name of the scope in the covariates table
 * @param scopeColumns keys or attributes of the scope
 * @param spreadValue the scope's key, where the column's name stands for it
 */
record CovariateSlot(
    CovariateSettings covariate,
    String column,
    String scope,
    List<String> scopeColumns,
    Optional<String> spreadValue) {

  CovariateSlot {
    scopeColumns = List.copyOf(scopeColumns);
  }

  /** The slots of an input in the order declared, those of a spread by their values. */
  static List<CovariateSlot> of(ForecastConfig config, InputSettings input) {
    List<CovariateSlot> slots = new ArrayList<>();
    for (CovariateSettings covariate : input.covariates()) {
      List<String> columns = PanelPlan.scopeColumns(config, input, covariate);
      String scope = PanelPlan.scopeName(config, columns);
      if (covariate.spread().isEmpty()) {
        slots.add(
            new CovariateSlot(covariate, covariate.column(), scope, columns, Optional.empty()));
      }
      covariate.spread().entrySet().stream()
          .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
          .forEach(
              entry ->
                  slots.add(
                      new CovariateSlot(
                          covariate,
                          entry.getValue(),
                          scope,
                          columns,
                          Optional.of(entry.getKey()))));
    }
    return slots;
  }

  boolean isEvent() {
    return covariate.kind() == Kind.EVENT;
  }

  /** Name of the classified rows' column with the value: text of an event, else a double. */
  String name() {
    return "covariate:" + covariate.name() + spreadValue.map(value -> ":" + value).orElse("");
  }
}
