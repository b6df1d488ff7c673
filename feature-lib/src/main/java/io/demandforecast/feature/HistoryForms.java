package io.demandforecast.feature;

import io.demandforecast.feature.RollingStatistic.Statistic;
import java.util.List;

/**
 * Forms of the features that are made of a target's history alone: of the series' own, or of a
 * group's.
 */
final class HistoryForms {
  static final List<FeatureForm> ALL =
      List.of(
          new FeatureForm(
              "last_value_<back>",
              "value <back> periods before the origin, 0 being the origin itself",
              a -> new LastValue(a.back("back"))),
          new FeatureForm(
              "rolling_mean_<window>",
              "mean of the last <window> periods",
              a -> new RollingStatistic(Statistic.MEAN, a.count("window"))),
          new FeatureForm(
              "rolling_deviation_<window>",
              "standard deviation of the last <window> periods",
              a -> new RollingStatistic(Statistic.DEVIATION, a.count("window"))),
          new FeatureForm(
              "rolling_min_<window>",
              "least value of the last <window> periods",
              a -> new RollingStatistic(Statistic.MIN, a.count("window"))),
          new FeatureForm(
              "rolling_max_<window>",
              "greatest value of the last <window> periods",
              a -> new RollingStatistic(Statistic.MAX, a.count("window"))),
          new FeatureForm(
              "zero_share_<window>",
              "share of zeros among the last <window> periods",
              a -> new ZeroShare(a.count("window"))),
          new FeatureForm(
              "rolling_ratio_<near>_<far>",
              "mean of the last <near> periods over the mean of the last <far>",
              a -> new RollingRatio(a.count("near"), a.count("far"))),
          new FeatureForm(
              "ewm_mean_<rate>",
              "exponentially weighted mean, the newest value weighing <rate>",
              HistoryForms::exponentialMean),
          new FeatureForm(
              "trend_<window>",
              "least squares slope of the last <window> periods",
              a -> new Trend(a.count("window"))),
          new FeatureForm(
              "<periods>_since_sale",
              "periods since the last value above zero; <periods> is days for daily data",
              a -> new SinceSale(a.name("periods") + "_since_sale")),
          new FeatureForm("age", "periods since the first demand", a -> new Age()),
          new FeatureForm(
              "log_scale", "logarithm of the scale the series is divided by", a -> new LogScale()),
          new FeatureForm(
              "lag_<back>",
              "value <back> periods before the target; missing for leads beyond <back>",
              a -> new Lag(a.count("back"))),
          new FeatureForm(
              "same_season_value_<back>",
              "value at the target's place in the season, in the last season known (0) or one"
                  + " before",
              a -> new SameSeasonValue("same_season", a.layout().season(), a.back("back"))),
          new FeatureForm(
              "same_season_mean_<seasons>",
              "mean at the target's place in the last <seasons> seasons",
              a -> new SameSeasonMean("same_season", a.layout().season(), a.count("seasons"))),
          new FeatureForm(
              "same_weekday_value_<back>",
              "value on the target's weekday (and hour), in the last week known (0) or one before",
              a ->
                  new SameSeasonValue(
                      "same_weekday", SeasonLengths.week(a.layout()), a.back("back"))),
          new FeatureForm(
              "same_weekday_mean_<seasons>",
              "mean on the target's weekday (and hour) of the last <seasons> weeks",
              a ->
                  new SameSeasonMean(
                      "same_weekday", SeasonLengths.week(a.layout()), a.count("seasons"))),
          new FeatureForm(
              "seasonal_ratio",
              "mean at the target's place in the last seasons over the mean of those seasons: 4"
                  + " days or weeks, 2 years",
              a ->
                  new SeasonalRatio(
                      "seasonal_ratio", a.layout().season(), SeasonLengths.seasons(a.layout()))),
          new FeatureForm(
              "seasonal_ratio_<seasons>",
              "the same of <seasons> seasons",
              a ->
                  new SeasonalRatio(
                      "seasonal_ratio_" + a.count("seasons"),
                      a.layout().season(),
                      a.count("seasons"))),
          new FeatureForm(
              "year_ago",
              "value a year of whole weeks before the target",
              a -> new YearAgo(SeasonLengths.year(a.layout()))),
          new FeatureForm(
              "year_ago_mean_<points>",
              "mean of the <points> values around that, a week apart (a month in monthly data)",
              a ->
                  new YearAgoMean(
                      SeasonLengths.year(a.layout()),
                      SeasonLengths.step(a.layout()),
                      a.count("points"))),
          new FeatureForm(
              "year_ago_rolling_mean_<window>",
              "mean of the <window> periods around a year before the target",
              a -> new YearAgoLevel(SeasonLengths.year(a.layout()), a.count("window"))),
          new FeatureForm(
              "year_ago_growth",
              "mean around a year before the target over the mean up to a year before the origin,"
                  + " of 28 days, 4 weeks, 3 months or 168 hours",
              a ->
                  new YearAgoGrowth(
                      "year_ago_growth",
                      SeasonLengths.year(a.layout()),
                      SeasonLengths.window(a.layout()))),
          new FeatureForm(
              "year_ago_growth_<window>",
              "the same of <window> periods",
              a ->
                  new YearAgoGrowth(
                      "year_ago_growth_" + a.count("window"),
                      SeasonLengths.year(a.layout()),
                      a.count("window"))));

  private HistoryForms() {}

  private static Feature exponentialMean(FormArguments arguments) {
    double rate = arguments.decimal("rate");
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("<rate> must lie between 0 and 1");
    }
    return new ExponentialMean(rate);
  }
}
