package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.SeriesView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every feature there is in a layout: each form with some numbers, of the series and its groups.
 */
final class EveryFeature {
  private static final List<List<String>> NUMBERS =
      List.of(List.of(), List.of("2", "1"), List.of("1", "3"), List.of("30", "5"), List.of("0.5"));

  private EveryFeature() {}

  static List<Feature> of(PanelLayout layout) {
    Map<String, Feature> found = new LinkedHashMap<>();
    for (String text : texts(layout)) {
      feature(text, layout).ifPresent(feature -> found.put(feature.name(), feature));
    }
    return List.copyOf(found.values());
  }

  static double value(Feature feature, SeriesView known, int lead, PanelLayout layout) {
    return feature instanceof OriginFeature atOrigin
        ? atOrigin.at(known)
        : ((TargetFeature) feature).at(known.ahead(lead, layout));
  }

  private static List<String> texts(PanelLayout layout) {
    List<String> texts = new ArrayList<>();
    for (List<String> numbers : NUMBERS) {
      FeatureParser.forms().forEach(form -> texts.addAll(form.examples(layout, numbers)));
      for (FeatureForm form : HistoryForms.ALL) {
        for (String figure : form.examples(layout.ofGroup(), numbers)) {
          FeatureParser.memberships(layout).forEach(group -> texts.add(figure + group.suffix()));
        }
      }
    }
    return texts;
  }

  /** Not every form suits every frequency, nor every number every form. */
  private static Optional<Feature> feature(String text, PanelLayout layout) {
    try {
      return FeatureParser.find(text, layout);
    } catch (IllegalArgumentException unsuited) {
      return Optional.empty();
    }
  }
}
