package io.demandforecast.feature;

import io.demandforecast.series.PanelLayout;
import io.demandforecast.series.PanelLayout.Covariate;
import java.util.ArrayList;
import java.util.List;

/**
 * The features that a data set gets where its configuration names none: those of its frequency, and
 * some for each covariate and group.
 */
public final class FeatureDefaults {
  private static final List<String> HOURLY =
      texts(
          """
          last_value_0 last_value_1 last_value_2 last_value_3 last_value_4 last_value_5
          rolling_mean_3 rolling_mean_6 rolling_mean_12 rolling_mean_24 rolling_mean_72
          rolling_mean_168 rolling_mean_336 rolling_mean_672
          rolling_deviation_24 rolling_deviation_168 zero_share_24 zero_share_168 rolling_max_24
          ewm_mean_0.01 ewm_mean_0.03 ewm_mean_0.1 ewm_mean_0.3 hours_since_sale
          rolling_ratio_24_168 rolling_ratio_168_672
          same_season_value_0 same_season_value_1 same_season_value_2 same_season_mean_7
          same_weekday_value_0 same_weekday_value_1 same_weekday_mean_4 same_weekday_mean_8
          seasonal_ratio year_ago_mean_3 year_ago_growth
          age lead log_scale
          hour weekday month day_of_month
          """);

  private static final List<String> DAILY =
      texts(
          """
          last_value_0 last_value_1 last_value_2 last_value_3 last_value_4 last_value_5
          last_value_6
          rolling_mean_3 rolling_mean_7 rolling_mean_14 rolling_mean_28 rolling_mean_56
          rolling_mean_112 rolling_mean_180 rolling_mean_364
          rolling_deviation_7 rolling_deviation_28 rolling_deviation_180
          zero_share_7 zero_share_28 zero_share_112 rolling_max_28
          ewm_mean_0.03 ewm_mean_0.1 ewm_mean_0.3 days_since_sale
          same_weekday_value_0 same_weekday_value_1 same_weekday_value_2 same_weekday_value_3
          same_weekday_mean_4 same_weekday_mean_8
          year_ago year_ago_mean_3 year_ago_rolling_mean_28 year_ago_growth
          age lead log_scale
          weekday month day_of_month week_of_year
          """);

  private static final List<String> WEEKLY =
      texts(
          """
          last_value_0 last_value_1 last_value_2 last_value_3
          rolling_mean_2 rolling_mean_4 rolling_mean_8 rolling_mean_13 rolling_mean_26
          rolling_mean_52
          rolling_deviation_4 rolling_deviation_13 rolling_deviation_52
          zero_share_4 zero_share_13 rolling_max_13
          ewm_mean_0.03 ewm_mean_0.1 ewm_mean_0.3 weeks_since_sale trend_13 rolling_ratio_4_13
          year_ago same_season_value_1 same_season_mean_2
          year_ago_mean_3 year_ago_rolling_mean_4 year_ago_growth
          age lead log_scale
          month day_of_month week_of_year
          fourier_sin_52.18_1 fourier_cos_52.18_1 fourier_sin_52.18_2 fourier_cos_52.18_2
          """);

  private static final List<String> MONTHLY =
      texts(
          """
          last_value_0 last_value_1 last_value_2 last_value_3 last_value_4 last_value_5
          rolling_mean_3 rolling_mean_6 rolling_mean_12 rolling_mean_24
          rolling_deviation_6 rolling_deviation_12
          zero_share_6 zero_share_12 zero_share_24 rolling_max_12
          ewm_mean_0.03 ewm_mean_0.1 ewm_mean_0.3 months_since_sale trend_12 rolling_ratio_3_12
          year_ago same_season_value_1 same_season_mean_2
          year_ago_mean_3 year_ago_growth
          age lead log_scale
          month fourier_sin_12_1 fourier_cos_12_1
          """);

  private FeatureDefaults() {}

  /** Default features of a layout, as texts that {@link FeatureParser} reads with that layout. */
  public static List<String> of(PanelLayout layout) {
    List<String> texts = new ArrayList<>(ofFrequency(layout));
    texts.addAll(ofAttributes(layout));
    layout.groups().forEach(group -> texts.addAll(ofGroup(group, layout)));
    layout.covariates().forEach(covariate -> texts.addAll(ofCovariate(covariate, layout)));
    return List.copyOf(texts);
  }

  private static List<String> ofFrequency(PanelLayout layout) {
    return switch (layout.frequency().unit()) {
      case HOURLY -> HOURLY;
      case DAILY -> DAILY;
      case WEEKLY -> WEEKLY;
      case MONTHLY -> MONTHLY;
    };
  }

  /** None for a single key: its code would stand for nothing but the series itself. */
  private static List<String> ofAttributes(PanelLayout layout) {
    return layout.attributes().size() < 2
        ? List.of()
        : layout.attributes().stream().map(attribute -> "code_of_" + attribute).toList();
  }

  /** The group's level in its own scale, where it is heading, and its season: all free of units. */
  private static List<String> ofGroup(String group, PanelLayout layout) {
    Windows windows = windows(layout);
    return List.of(
        "rolling_mean_" + windows.level + "_scaled_of_" + group,
        "rolling_ratio_" + windows.near + "_" + windows.level + "_of_" + group,
        "rolling_ratio_" + windows.level + "_" + windows.far + "_of_" + group,
        "seasonal_ratio_of_" + group);
  }

  private static List<String> ofCovariate(Covariate covariate, PanelLayout layout) {
    String name = covariate.name();
    return switch (covariate.kind()) {
      case NUMERIC -> ofQuantity(covariate, windows(layout).level);
      case FLAG -> List.of("covariate_" + name);
      case EVENT ->
          covariate.knownAhead()
              ? List.of(name + "_code", "periods_to_" + name, "periods_since_" + name)
              : List.of(name + "_code", "periods_since_" + name);
    };
  }

  private static List<String> ofQuantity(Covariate covariate, int window) {
    String name = covariate.name();
    return covariate.knownAhead()
        ? List.of(
            "covariate_" + name,
            name + "_vs_origin",
            name + "_vs_back_" + window,
            name + "_vs_mean_all",
            name + "_fraction")
        : List.of("covariate_" + name, name + "_vs_mean_" + window);
  }

  /** Periods of a group's recent past, of its level and of what the level is held against. */
  private record Windows(int near, int level, int far) {}

  private static Windows windows(PanelLayout layout) {
    return switch (layout.frequency().unit()) {
      case HOURLY -> new Windows(24, 168, 672);
      case DAILY -> new Windows(7, 28, 84);
      case WEEKLY -> new Windows(4, 13, 52);
      case MONTHLY -> new Windows(3, 12, 24);
    };
  }

  private static List<String> texts(String words) {
    return List.of(words.strip().split("\\s+"));
  }
}
