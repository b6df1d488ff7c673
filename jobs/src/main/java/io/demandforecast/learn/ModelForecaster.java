package io.demandforecast.learn;

import io.demandforecast.forecast.Fallback;
import io.demandforecast.forecast.Forecaster;
import io.demandforecast.forecast.ForecasterParser;
import io.demandforecast.forecast.WeightedForecaster;
import java.util.List;

/** How a model's members answer: the same in cross-validation and at night. */
final class ModelForecaster {
  private ModelForecaster() {}

  /**
   * What answers for a series, with what answers where that cannot.
   *
   * @param name of the whole
   */
  static Fallback of(TrainingPlan plan, String name, List<ModelMember> members) {
    Forecaster forecaster =
        members.size() == 1
            ? member(plan, members.get(0))
            : new WeightedForecaster(
                name,
                members.stream()
                    .map(one -> new WeightedForecaster.Member(member(plan, one), one.weight()))
                    .toList());
    if (members.stream().anyMatch(ModelMember::hasTrees)) {
      return new Fallback(
          List.of(
              new Fallback.Step(forecaster, plan.config().training().minHistory()),
              new Fallback.Step(plan.seasonalNaive(), 0)));
    }
    return forecaster.equals(plan.seasonalNaive())
        ? Fallback.of(forecaster)
        : Fallback.of(forecaster, plan.seasonalNaive());
  }

  static Forecaster member(TrainingPlan plan, ModelMember member) {
    return member
        .learns()
        .<Forecaster>map(learns -> trees(plan, member))
        .orElseGet(() -> ForecasterParser.parse(member.name(), plan.rows().layout()));
  }

  /** A member that has trees. */
  static TreeForecaster trees(TrainingPlan plan, ModelMember member) {
    return new TreeForecaster(
        member.name(),
        plan.rows(),
        member.learns().orElseThrow(),
        plan.buckets(),
        member.ensembles(),
        plan.support());
  }
}
