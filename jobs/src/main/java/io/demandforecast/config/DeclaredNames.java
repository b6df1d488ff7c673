package io.demandforecast.config;

import io.demandforecast.config.InputSettings.CovariateSettings;
import io.demandforecast.series.PanelLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names that a configuration declares and refers to.
 *
 * @param keys keys of the series
 * @param attributes static attributes of all inputs
 * @param covariates covariates of all inputs and what their values mean
 * @param inputs inputs
 */
record DeclaredNames(
    List<String> keys,
    List<String> attributes,
    SortedMap<String, PanelLayout.Kind> covariates,
    List<String> inputs) {

  static DeclaredNames of(ForecastConfig config) {
    SortedMap<String, PanelLayout.Kind> covariates = new TreeMap<>();
    for (InputSettings input : config.inputs()) {
      for (CovariateSettings covariate : input.covariates()) {
        covariates.put(covariate.name(), covariate.kind());
      }
    }
    return new DeclaredNames(
        config.series().keys(),
        config.inputs().stream().flatMap(input -> input.attributes().stream()).toList(),
        covariates,
        config.inputs().stream().map(InputSettings::name).toList());
  }

  /** Notes names in a list that are neither keys nor attributes. */
  void requireKeysOrAttributes(Section section, String key, List<String> wanted) {
    for (String name : wanted) {
      requireKeyOrAttribute(section, key, name);
    }
  }

  void requireKeyOrAttribute(Section section, String key, String name) {
    List<String> known = new ArrayList<>(keys);
    known.addAll(attributes);
    if (section.sound(key) && !name.isEmpty() && !known.contains(name)) {
      section.problem(
          key, "'" + name + "' is neither a key nor an attribute" + NearestName.hint(name, known));
    }
  }

  void requireCovariate(Section section, String key, String name) {
    if (section.sound(key) && !name.isEmpty() && !covariates.containsKey(name)) {
      section.problem(
          key,
          "there is no covariate '" + name + "'" + NearestName.hint(name, covariates.keySet()));
    }
  }
}
