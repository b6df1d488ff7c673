package io.demandforecast.job;

import io.demandforecast.config.PromotionSettings;
import io.demandforecast.job.ShadowScores.Who;
import io.demandforecast.metric.RelativeGain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a challenger takes the champion's place, by figures alone. */
final class PromotionChecks {
  private final PromotionSettings settings;
  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final Map<String, Double> thresholds = new LinkedHashMap<>();
  private final List<String> against = new ArrayList<>();

  private PromotionChecks(PromotionSettings settings) {
    this.settings = settings;
  }

  /**
   * What was decided.
   *
   * @param promoted whether the challenger forecasts from now on
   * @param reason in words
   */
  record Verdict(
      boolean promoted,
      String reason,
      Map<String, Double> figures,
      Map<String, Double> thresholds) {}

  /**
   * Judges a challenger by rolling origins of its training and by shadow forecasts.
   *
   * @param championAgeDays days since the champion's last day of actuals
   * @param nominal share of actuals that the outermost quantiles should hold
   */
  static Verdict challenge(
      PromotionSettings settings,
      OutOfFold challenger,
      OutOfFold champion,
      ShadowScores shadow,
      long championAgeDays,
      double nominal) {
    PromotionChecks checks = new PromotionChecks(settings);
    checks.outOfFold(challenger, champion);
    RelativeGain gain = checks.shadow(shadow, championAgeDays);
    checks.bias(shadow);
    checks.coverage(shadow, nominal);
    return checks.verdict(
        "it saves %.2f %% (+- %.2f) of the champion's absolute error over %d periods"
            .formatted(100 * gain.gain(), 100 * gain.standardError(), gain.windows()));
  }

  /** The first model of a configuration: it forecasts, whatever it is worth; that is told. */
  static Verdict first(PromotionSettings settings, OutOfFold model) {
    PromotionChecks checks = new PromotionChecks(settings);
    checks.ofModel("out_of_fold", model);
    String worth =
        model.isJudged()
            ? model.valueAdded() >= 0
                ? "out of fold %.1f %% less absolute error than the seasonal naive"
                    .formatted(100 * model.valueAdded())
                : "warning: out of fold %.1f %% more absolute error than the seasonal naive"
                    .formatted(-100 * model.valueAdded())
            : "out of fold nothing compares it with the seasonal naive";
    return new Verdict(true, "there is no champion; " + worth, checks.figures, checks.thresholds);
  }

  private void outOfFold(OutOfFold challenger, OutOfFold champion) {
    ofModel("out_of_fold", challenger);
    ofModel("champion_out_of_fold", champion);
    if (challenger.isJudged()) {
      hold("out_of_fold_value_added", 0);
      if (challenger.valueAdded() < 0) {
        against.add(
            "out of fold it makes %.1f %% more absolute error than the seasonal naive"
                .formatted(-100 * challenger.valueAdded()));
      }
      if (champion.isJudged() && challenger.spread() >= 0) {
        double least = champion.valueAdded() - settings.noise() * challenger.spread();
        hold("out_of_fold_value_added", Math.max(0, least));
        if (challenger.valueAdded() < least) {
          against.add(
              "out of fold it takes %.1f %% off the seasonal naive's error, the champion %.1f %%"
                  .formatted(100 * challenger.valueAdded(), 100 * champion.valueAdded()));
        }
      }
    }
  }

  private void ofModel(String name, OutOfFold model) {
    if (model.isJudged()) {
      figures.put(name + "_wape", model.wape());
      figures.put(name + "_value_added", model.valueAdded());
      if (model.spread() >= 0) {
        figures.put(name + "_spread", model.spread());
      }
    }
  }

  private RelativeGain shadow(ShadowScores shadow, long championAgeDays) {
    RelativeGain gain = shadow.gainOver(Who.CHAMPION);
    boolean old = championAgeDays >= settings.maxAgeDays();
    measure("gain", gain.gain());
    measure("gain_standard_error", gain.standardError());
    measure("windows", gain.windows());
    measure("forecasts", shadow.count());
    measure("champion_age_days", championAgeDays);
    hold("gain", settings.minGain());
    hold("noise", settings.noise());
    hold("champion_age_days", settings.maxAgeDays());
    boolean enough =
        old
            ? gain.isNotBelow(settings.minGain(), settings.noise())
            : gain.isAbove(settings.minGain(), settings.noise());
    if (!enough) {
      against.add(
          "it saves %.2f %% (+- %.2f) of the champion's absolute error over %d periods, %s"
              .formatted(
                  100 * gain.gain(),
                  100 * gain.standardError(),
                  gain.windows(),
                  old
                      ? "less than chance would explain"
                      : "not surely more than %.2f %%".formatted(100 * settings.minGain())));
    }
    for (Who who : Who.values()) {
      measure(name(who) + "wape", shadow.wape(who));
    }
    hold("wape", shadow.wape(Who.SEASONAL_NAIVE));
    if (!(shadow.wape(Who.CHALLENGER) <= shadow.wape(Who.SEASONAL_NAIVE))) {
      against.add(
          "its WAPE of %.4f is above the seasonal naive's %.4f"
              .formatted(shadow.wape(Who.CHALLENGER), shadow.wape(Who.SEASONAL_NAIVE)));
    }
    return gain;
  }

  private void bias(ShadowScores shadow) {
    double challenger = shadow.bias(Who.CHALLENGER);
    double champion = shadow.bias(Who.CHAMPION);
    double most = Math.abs(champion) + settings.maxBiasLoss();
    measure("bias", challenger);
    measure("champion_bias", champion);
    hold("bias", most);
    if (Math.abs(challenger) > most) {
      against.add(
          "its bias of %+.3f is larger than the champion's %+.3f".formatted(challenger, champion));
    }
  }

  private void coverage(ShadowScores shadow, double nominal) {
    double challenger = shadow.coverage(Who.CHALLENGER);
    double champion = shadow.coverage(Who.CHAMPION);
    double most = Math.abs(champion - nominal) + settings.maxCoverageLoss();
    measure("coverage", challenger);
    measure("champion_coverage", champion);
    hold("coverage_distance", most);
    if (Math.abs(challenger - nominal) > most) {
      against.add(
          "its intervals hold %.1f %% of the actuals, the champion's %.1f %%; %.1f %% should"
              .formatted(100 * challenger, 100 * champion, 100 * nominal));
    }
  }

  private Verdict verdict(String favour) {
    return against.isEmpty()
        ? new Verdict(true, favour, figures, thresholds)
        : new Verdict(false, String.join("; ", against), figures, thresholds);
  }

  private void measure(String name, double value) {
    if (Double.isFinite(value)) {
      figures.put(name, value);
    }
  }

  private void hold(String name, double bound) {
    if (Double.isFinite(bound)) {
      thresholds.put(name, bound);
    }
  }

  private static String name(Who who) {
    return who == Who.CHALLENGER ? "" : who.name().toLowerCase(Locale.ROOT) + "_";
  }
}
