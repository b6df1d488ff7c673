package io.demandforecast.feature;

import io.demandforecast.feature.CalendarPart.Part;
import io.demandforecast.feature.FourierTerm.Wave;
import io.demandforecast.series.PanelLayout.Kind;
import java.util.List;

/**
 * Forms of the features that are made of the calendar, the lead, covariates and attributes: of the
 * series' own only.
 */
final class AheadForms {
  static final List<FeatureForm> ALL =
      List.of(
          new FeatureForm("lead", "periods from the origin to the target", a -> new Lead()),
          part("weekday", "weekday of the target, 1 (Monday) to 7", Part.WEEKDAY),
          part("month", "month of the target, 1 to 12", Part.MONTH),
          part("day_of_month", "day of the target's month, 1 to 31", Part.DAY_OF_MONTH),
          part("week_of_year", "ISO week of the target, 1 to 53", Part.WEEK_OF_YEAR),
          part("day_of_year", "day of the target's year, 1 to 366", Part.DAY_OF_YEAR),
          part("hour", "hour of the target, 0 to 23 (UTC)", Part.HOUR),
          new FeatureForm(
              "fourier_sin_<cycle>_<harmonic>",
              "sine of a cycle of <cycle> periods, <harmonic> waves a cycle",
              a -> new FourierTerm(Wave.SIN, a.decimal("cycle"), a.count("harmonic"))),
          new FeatureForm(
              "fourier_cos_<cycle>_<harmonic>",
              "cosine of the same",
              a -> new FourierTerm(Wave.COS, a.decimal("cycle"), a.count("harmonic"))),
          new FeatureForm(
              "covariate_<covariate>",
              "a quantity or flag at the target; at the origin where it is not known ahead",
              AheadForms::level),
          new FeatureForm(
              "<numeric>_vs_origin",
              "a covariate known ahead, at the target over at the origin",
              a -> new CovariateAgainstBack(reading(a, "numeric").requireKnownAhead(), 0)),
          new FeatureForm(
              "<numeric>_vs_back_<back>",
              "the same over <back> periods before the origin",
              a -> new CovariateAgainstBack(reading(a, "numeric"), a.count("back"))),
          new FeatureForm(
              "<numeric>_vs_mean_all",
              "the same over its mean of all periods up to the origin",
              a -> new CovariateAgainstMean(reading(a, "numeric"), Feature.ALL_HISTORY)),
          new FeatureForm(
              "<numeric>_vs_mean_<window>",
              "the same over its mean of the last <window> periods",
              a -> new CovariateAgainstMean(reading(a, "numeric"), a.count("window"))),
          new FeatureForm(
              "<numeric>_fraction",
              "what a covariate has after the decimal point: a price ending",
              a -> new CovariateFraction(reading(a, "numeric"))),
          new FeatureForm(
              "<event>_code",
              "code of the event on the target, -1 where there is none",
              AheadForms::eventCode),
          new FeatureForm(
              "periods_to_<event>",
              "periods from the target to the next event (or flagged period), at most 30",
              a -> new PeriodsToEvent(EventReading.of(a.name("event"), a.layout()))),
          new FeatureForm(
              "periods_since_<event>",
              "periods from the last event (or flagged period) to the target, at most 30",
              a -> new PeriodsSinceEvent(EventReading.of(a.name("event"), a.layout()))),
          new FeatureForm(
              "attribute_<attribute>",
              "a static attribute that is a number",
              AheadForms::attributeValue),
          new FeatureForm(
              "code_of_<attribute>",
              "a number in [0, 1) that stands for the text of a key or static attribute",
              AheadForms::attributeCode));

  private AheadForms() {}

  private static FeatureForm part(String form, String meaning, Part part) {
    return new FeatureForm(
        form, meaning, arguments -> new CalendarPart(part, arguments.layout().frequency()));
  }

  private static CovariateReading reading(FormArguments arguments, String place) {
    return CovariateReading.of(arguments.name(place), arguments.layout());
  }

  private static boolean isEvent(CovariateReading reading, FormArguments arguments) {
    return arguments.layout().covariates().get(reading.index()).kind() == Kind.EVENT;
  }

  private static Feature level(FormArguments arguments) {
    CovariateReading reading = reading(arguments, "covariate");
    if (isEvent(reading, arguments)) {
      throw new IllegalArgumentException(
          "'" + reading.name() + "' is an event; write " + reading.name() + "_code");
    }
    return new CovariateLevel(reading);
  }

  private static Feature eventCode(FormArguments arguments) {
    CovariateReading reading = reading(arguments, "event");
    if (!isEvent(reading, arguments)) {
      throw new IllegalArgumentException(
          "'" + reading.name() + "' is a flag; write covariate_" + reading.name());
    }
    return new EventCode(reading);
  }

  private static Feature attributeCode(FormArguments arguments) {
    String attribute = arguments.name("attribute");
    return new AttributeCode(attribute, arguments.layout().attributes().indexOf(attribute));
  }

  private static Feature attributeValue(FormArguments arguments) {
    String attribute = arguments.name("attribute");
    return new AttributeValue(attribute, arguments.layout().attributes().indexOf(attribute));
  }
}
