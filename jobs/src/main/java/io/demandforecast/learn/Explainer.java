package io.demandforecast.learn;

import io.demandforecast.failure.ForecastException;
import io.demandforecast.feature.Feature;
import io.demandforecast.forecast.Fallback;
import io.demandforecast.forecast.Forecaster;
import io.demandforecast.panel.PanelSeries;
import io.demandforecast.series.SeriesView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says why a stored model forecasts what it does: the mean as a sum of parts. Those of trees are
 * path contributions (Saabas 2014), added up by what a feature is made of.
 */
public final class Explainer {
  private static final String HISTORY = "own history";
  private static final String TARGET = "target";
  private static final String CALENDAR = "calendar and lead";

  /** Sums in another order differ by less, relative to what they are of. */
  private static final double ROUNDING = 1e-9;

  private final StoredModel model;
  private final TrainingPlan plan;

  public Explainer(StoredModel model, TrainingPlan plan) {
    this.model = model;
    this.plan = plan;
  }

  /**
   * A part of a forecast.
   *
   * @param name what it comes from
   * @param units what it adds, in units of the target
   */
  public record Part(String name, double units) {}

  /**
   * A feature as the model saw it.
   *
   * @param value NaN where it is missing; features in units are divided by the series' scale
   * @param units what it adds to the forecast, in units of the target
   */
  public record FeatureValue(String name, String group, double value, double units) {}

  /**
   * Why a forecast is what it is.
   *
   * @param mean the forecast, as {@link Scorer} gives it
   * @param source forecaster that answered
   * @param reason why not the first; empty where it was
   * @param parts what it is the sum of
   * @param features what the trees saw, those that add or take most first; none where none answered
   * @param baselines what forecasters that learn nothing say
   */
  public record Explanation(
      double mean,
      String source,
      String reason,
      List<Part> parts,
      List<FeatureValue> features,
      List<Part> baselines) {

    public Explanation {
      parts = List.copyOf(parts);
      features = List.copyOf(features);
      baselines = List.copyOf(baselines);
    }
  }

  /**
   * Explains the forecast of a series for one lead.
   *
   * @param origin of the run; a series that is late has an origin of its own before it
   * @param lead periods from the series' own origin, as the forecast's row has it
   * @throws ForecastException where the model was stored by a version that kept too little for it
   */
  public Explanation explain(PanelSeries series, int origin, int lead) {
    SeriesView known = series.history().until(origin - series.stalePeriods());
    Fallback.Answer answer =
        ModelForecaster.of(plan, model.champion(), model.members())
            .forecast(known, Math.max(plan.config().horizon(), lead));
    double factor =
        model
            .bias()
            .of(
                model.bias().buckets().nearest(lead),
                plan.calibration().pattern(known).demandClass());
    double before = answer.forecast()[lead - 1];
    Sum sum = new Sum(plan);
    if (answer.reason().isEmpty()) {
      model.members().forEach(member -> add(sum, member, known, lead));
    } else {
      sum.add(answer.source(), before);
    }
    sum.add("bias correction", before * factor - before);
    return new Explanation(
        before * factor,
        answer.source(),
        answer.reason(),
        sum.parts(),
        sum.features(),
        baselines(known, lead));
  }

  private void add(Sum sum, ModelMember member, SeriesView known, int lead) {
    double weight = member.weight();
    if (!member.hasTrees()) {
      double forecast = ModelForecaster.member(plan, member).forecast(known, lead)[lead - 1];
      sum.add(member.name(), weight * forecast);
      return;
    }
    if (!member.ensembles().get(plan.buckets().nearest(lead)).explains()) {
      throw ForecastException.data(
          "the model was stored by a version that kept no means of its trees' nodes, so its"
              + " forecasts cannot be taken apart. Train again: forecast train");
    }
    TreeForecaster.Explained one = ModelForecaster.trees(plan, member).explain(known, lead);
    sum.add(
        "simple forecast (" + String.join(" x ", plan.rows().offset().names()) + ")",
        weight * one.offset());
    sum.add("mean of the trees", weight * one.expected());
    double learned = one.offset() + one.expected();
    for (int i = 0; i < one.contributions().length; i++) {
      sum.add(i, one.row()[i], weight * one.contributions()[i]);
      learned += one.contributions()[i];
    }
    double cut = one.forecast() - learned;
    if (Math.abs(cut) > ROUNDING * (1 + Math.abs(learned))) {
      sum.add("cut at zero", weight * cut);
    }
  }

  private List<Part> baselines(SeriesView known, int lead) {
    List<Forecaster> forecasters = new ArrayList<>(plan.baselines());
    if (forecasters.stream().noneMatch(one -> one.name().equals(plan.seasonalNaive().name()))) {
      forecasters.add(plan.seasonalNaive());
    }
    return forecasters.stream()
        .map(one -> new Part(one.name(), one.forecast(known, lead)[lead - 1]))
        .toList();
  }

  /** Parts as they are added up. */
  private static final class Sum {
    private final List<Feature> features;
    private final Map<String, Double> parts = new LinkedHashMap<>();
    private final Map<Integer, FeatureValue> values = new LinkedHashMap<>();

    Sum(TrainingPlan plan) {
      this.features = plan.rows().features().features();
    }

    void add(String part, double units) {
      parts.merge(part, units, Double::sum);
    }

    void add(int feature, double value, double units) {
      String group = group(features.get(feature));
      add(group, units);
      String name = features.get(feature).name();
      values.merge(
          feature,
          new FeatureValue(name, group, value, units),
          (a, b) -> new FeatureValue(name, group, value, a.units() + b.units()));
    }

    /** Parts that are none are left out. */
    List<Part> parts() {
      return parts.entrySet().stream()
          .filter(part -> part.getValue() != 0)
          .map(part -> new Part(part.getKey(), part.getValue()))
          .toList();
    }

    List<FeatureValue> features() {
      return values.values().stream()
          .sorted(Comparator.comparingDouble((FeatureValue one) -> -Math.abs(one.units())))
          .toList();
    }

    private static String group(Feature feature) {
      if (feature.inputs().isEmpty()) {
        return CALENDAR;
      }
      return String.join(" and ", feature.inputs()).replace(TARGET, HISTORY);
    }
  }
}
