package io.demandforecast.feature;

import io.demandforecast.feature.Membership.Units;
import io.demandforecast.series.PanelLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes features of their text forms, such as {@code rolling_mean_28_of_store}. */
public final class FeatureParser {
  private FeatureParser() {}

  /**
   * The feature that a text names. What is made of a target's history can be taken of a group's by
   * {@code _of_<group>} (in units: divided by the series' scale) or {@code _scaled_of_<group>}
   * (divided by the group's own scale).
   *
   * @param layout the covariates, attributes and groups that there are
   * @throws IllegalArgumentException where the text names none, with the nearest that would
   */
  public static Feature parse(String text, PanelLayout layout) {
    try {
      return find(text, layout)
          .orElseThrow(() -> new IllegalArgumentException(NearestFeature.to(text, layout)));
    } catch (IllegalArgumentException problem) {
      throw new IllegalArgumentException(
          "feature '" + text + "': " + problem.getMessage(), problem);
    }
  }

  /** Every form of feature there is, one a line: the form, a colon and what it means. */
  public static List<String> families() {
    return Stream.concat(
            forms().map(form -> form.form() + ": " + form.meaning()),
            Stream.of(
                "<history feature>_of_<group>: the same of the history of a group that the series"
                    + " is a member of",
                "<history feature>_scaled_of_<group>: the same divided by the group's own scale, so"
                    + " that it is free of units"))
        .toList();
  }

  static Stream<FeatureForm> forms() {
    return Stream.concat(HistoryForms.ALL.stream(), AheadForms.ALL.stream());
  }

  /**
   * The feature that a text names; empty where it is of no form.
   *
   * @throws IllegalArgumentException where it is of a form, with arguments that make no sense
   */
  static Optional<Feature> find(String text, PanelLayout layout) {
    return first(forms(), text, layout).or(() -> ofGroup(text, layout));
  }

  private static Optional<Feature> ofGroup(String text, PanelLayout layout) {
    for (Membership membership : memberships(layout)) {
      if (text.endsWith(membership.suffix())) {
        String figure = text.substring(0, text.length() - membership.suffix().length());
        Optional<Feature> found = first(HistoryForms.ALL.stream(), figure, layout.ofGroup());
        if (found.isPresent()) {
          return found.map(feature -> take(feature, membership));
        }
      }
    }
    return Optional.empty();
  }

  /** Every group in both units, the longest suffix first: one group's name may end another's. */
  static List<Membership> memberships(PanelLayout layout) {
    List<Membership> all = new ArrayList<>();
    for (String group : layout.groups()) {
      for (Units units : Units.values()) {
        all.add(Membership.of(group, units, layout));
      }
    }
    all.sort(Comparator.comparing((Membership m) -> m.suffix().length()).reversed());
    return all;
  }

  private static Feature take(Feature figure, Membership membership) {
    if (figure instanceof OriginFeature atOrigin) {
      return new GroupFeature(atOrigin, membership);
    }
    if (figure instanceof LeadFeature atLead) {
      return new GroupLeadFeature(atLead, membership);
    }
    throw new IllegalArgumentException(figure.name() + " is not a figure of a group's history");
  }

  private static Optional<Feature> first(
      Stream<FeatureForm> forms, String text, PanelLayout layout) {
    return forms.flatMap(form -> form.read(text, layout).stream()).findFirst();
  }
}
