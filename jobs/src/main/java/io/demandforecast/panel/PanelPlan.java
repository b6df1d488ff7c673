package io.demandforecast.panel;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.CovariateSettings;
import io.demandforecast.series.PanelLayout;
import io.demandforecast.table.Covariates;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a data set's panel looks like: derived from the configuration once, and the only place that
 * knows in which order covariates, attributes, scopes and groups stand.
 *
 * @param layout what every series has in common
 * @param attributes names of keys and static attributes, keys first
 * @param scopes scopes of covariates; the first is that of single series
 * @param groupColumns for each group of the layout the keys or attributes that span it
 */
public record PanelPlan(
    PanelLayout layout,
    List<String> attributes,
    List<Scope> scopes,
    List<List<String>> groupColumns)
    implements Serializable {

  /**
   * Covariates about the same kind of thing: single series, stores, all.
   *
   * @param name series, global, or its columns joined by +
   * @param columns keys or attributes whose values name one of them
   * @param covariates positions of its covariates in the layout
   */
  public record Scope(String name, List<String> columns, List<Integer> covariates)
      implements Serializable {}

  public PanelPlan {
    attributes = List.copyOf(attributes);
    scopes = List.copyOf(scopes);
    groupColumns = List.copyOf(groupColumns);
  }

  /** The plan that a configuration declares. */
  public static PanelPlan of(ForecastConfig config) {
    List<PanelLayout.Covariate> covariates = new ArrayList<>();
    Map<String, List<Integer>> byScope = new LinkedHashMap<>();
    Map<String, List<String>> columns = new LinkedHashMap<>();
    byScope.put(Covariates.SERIES_SCOPE, new ArrayList<>());
    columns.put(Covariates.SERIES_SCOPE, config.series().keys());
    for (InputSettings input : config.inputs()) {
      for (CovariateSettings covariate : input.covariates()) {
        List<String> about = scopeColumns(config, input, covariate);
        String scope = scopeName(config, about);
        byScope.computeIfAbsent(scope, s -> new ArrayList<>()).add(covariates.size());
        columns.putIfAbsent(scope, about);
        covariates.add(
            new PanelLayout.Covariate(covariate.name(), covariate.knownAhead(), covariate.kind()));
      }
    }
    List<Scope> scopes = new ArrayList<>();
    byScope.forEach((name, positions) -> scopes.add(new Scope(name, columns.get(name), positions)));
    return new PanelPlan(
        new PanelLayout(
            config.frequency(),
            config.season(),
            covariates,
            attributesOf(config),
            config.series().groups().stream().map(ForecastConfig.Group::name).toList()),
        attributesOf(config),
        scopes,
        config.series().groups().stream().map(ForecastConfig.Group::by).toList());
  }

  /** Keys, then static attributes in the order of their declaration. */
  public static List<String> attributesOf(ForecastConfig config) {
    Set<String> names = new LinkedHashSet<>(config.series().keys());
    config.inputs().forEach(input -> names.addAll(input.attributes()));
    return List.copyOf(names);
  }

  /** Columns whose values a covariate's row is about. */
  public static List<String> scopeColumns(
      ForecastConfig config, InputSettings input, CovariateSettings covariate) {
    if (!covariate.spreadKey().isEmpty()) {
      return List.of(covariate.spreadKey());
    }
    return Set.copyOf(input.keys()).equals(Set.copyOf(config.series().keys()))
        ? config.series().keys()
        : input.keys();
  }

  /** The name of a scope in the covariates table. */
  public static String scopeName(ForecastConfig config, List<String> columns) {
    if (columns.isEmpty()) {
      return Covariates.GLOBAL_SCOPE;
    }
    return columns.equals(config.series().keys())
        ? Covariates.SERIES_SCOPE
        : String.join("+", columns);
  }
}
