package io.demandforecast.forecast;

import io.demandforecast.series.SeriesView;
import java.util.List;

/**
 * The weighted mean of forecasters that differ in kind (Bates and Granger 1969): where their errors
 * have different reasons, that of the mean is less. Where a member does not answer neither does the
 * mean.
 *
 * @param name what rows name as their source
 * @param members in the order they are added up
 */
public record WeightedForecaster(String name, List<Member> members) implements Forecaster {

  /**
   * A forecaster and its share.
   *
   * @param weight above 0; those of all members add up to 1
   */
  public record Member(Forecaster forecaster, double weight) implements java.io.Serializable {}

  private static final double ROUNDING = 1e-9;

  /**
   * @throws IllegalArgumentException where the weights are no shares of one
   */
  public WeightedForecaster {
    members = List.copyOf(members);
    double sum = members.stream().mapToDouble(Member::weight).sum();
    if (members.stream().anyMatch(member -> !(member.weight() > 0))
        || !(Math.abs(sum - 1) < ROUNDING)) {
      throw new IllegalArgumentException(
          "weights of '" + name + "' are not above 0 with a sum of 1: their sum is " + sum);
    }
  }

  @Override
  public double[] forecast(SeriesView known, int horizon) {
    double[] mean = new double[horizon];
    for (Member member : members) {
      double[] forecast = member.forecaster().forecast(known, horizon);
      for (int i = 0; i < horizon; i++) {
        mean[i] += member.weight() * forecast[i];
      }
    }
    return mean;
  }
}
