package io.demandforecast.config;

import io.demandforecast.config.InputSettings.ColumnType;
import io.demandforecast.config.InputSettings.CovariateSettings;
import io.demandforecast.config.InputSettings.Layout;
import io.demandforecast.series.PanelLayout.Kind;
import java.util.Map;

/** Checks the covariates of one input against its columns. */
final class CovariateChecks {
  private final DeclaredColumns columns;
  private final DeclaredNames names;

  private CovariateChecks(DeclaredColumns columns, DeclaredNames names) {
    this.columns = columns;
    this.names = names;
  }

  static void run(Section section, InputSettings input, DeclaredNames names) {
    if (!(input.layout() instanceof Layout.Long) && !input.covariates().isEmpty()) {
      section.problem("covariates", "a wide input carries none: expected layout.type = long");
      return;
    }
    CovariateChecks checks = new CovariateChecks(DeclaredColumns.of(input), names);
    for (CovariateSettings covariate : input.covariates()) {
      checks.check(section.section("covariates").section(covariate.name()), covariate);
    }
  }

  private void check(Section section, CovariateSettings covariate) {
    ColumnType[] types = types(covariate.kind());
    boolean spread = !covariate.spread().isEmpty();
    if (spread == section.has("column")) {
      section.problem(
          "column",
          spread
              ? "spread names the columns: expected no column beside it"
              : "missing: expected the column with the covariate's values, or spread");
    }
    columns.require(section, "column", covariate.column(), types);
    if (spread) {
      section.requiredText("spread-key", "the key or attribute that spread's values are of");
      for (Map.Entry<String, String> part : covariate.spread().entrySet()) {
        columns.require(section.section("spread"), part.getKey(), part.getValue(), types);
      }
    } else if (section.has("spread-key")) {
      section.problem("spread-key", "is of meaning beside spread only");
    }
    names.requireKeyOrAttribute(section, "spread-key", covariate.spreadKey());
  }

  private static ColumnType[] types(Kind kind) {
    return switch (kind) {
      case NUMERIC -> new ColumnType[] {ColumnType.INTEGER, ColumnType.DECIMAL};
      case FLAG -> new ColumnType[] {ColumnType.INTEGER, ColumnType.DECIMAL, ColumnType.BOOLEAN};
      case EVENT -> new ColumnType[] {ColumnType.STRING};
    };
  }
}
