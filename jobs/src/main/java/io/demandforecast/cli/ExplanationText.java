package io.demandforecast.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.demandforecast.job.ExplainJob;
import io.demandforecast.learn.Explainer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An explanation for a person, or for a program. */
final class ExplanationText {
  /** Features that a person is shown: those that add or take most. */
  private static final int SHOWN = 10;

  private ExplanationText() {}

  static void print(ExplainJob.Result result, PrintWriter out) {
    Explainer.Explanation why = result.explanation();
    line(
        out,
        "Forecast  of %s for %s: %.3f (%s)",
        result.seriesId(),
        result.date(),
        result.mean(),
        result.quantiles().entrySet().stream()
            .map(one -> String.format(Locale.ROOT, "%s %.3f", one.getKey(), one.getValue()))
            .collect(Collectors.joining(", ")));
    line(
        out,
        "Run       %s as of %s, %d periods after %s, by model %s of version %s",
        result.runId(),
        result.asOf(),
        result.lead(),
        result.origin(),
        result.modelVersion(),
        result.codeVersion());
    if (!result.exact()) {
      line(
          out,
          "warning:  what is known of that day gives %s now: an input or the forecast was changed."
              + " See forecast replay %s",
          why.mean(),
          result.runId());
    }
    line(
        out,
        "Made by   %s%s",
        why.source(),
        why.reason().isEmpty() ? "" : ", because " + why.reason());
    line(out, "History   %s", history(result));
    line(out, "%nWhat it is the sum of:");
    why.parts().forEach(part -> line(out, "  %+12.4f  %s", part.units(), part.name()));
    line(out, "  %12.4f  the forecast", why.mean());
    if (!why.features().isEmpty()) {
      line(out, "%nFeatures that add or take most:");
      why.features().stream()
          .limit(SHOWN)
          .forEach(
              one ->
                  line(
                      out,
                      "  %+12.4f  %s = %s",
                      one.units(),
                      one.name(),
                      Double.isNaN(one.value()) ? "missing" : String.valueOf((float) one.value())));
    }
    line(out, "%nSimple forecasts of the same:");
    why.baselines().forEach(one -> line(out, "  %12.4f  %s", one.units(), one.name()));
    past(result.past(), out);
  }

  /** What was sold lately and what the run forecasts, to one scale. */
  private static String history(ExplainJob.Result result) {
    List<Double> all =
        Stream.concat(result.recent().stream(), result.ahead().stream())
            .filter(value -> !value.isNaN())
            .toList();
    double least = Math.min(0, all.stream().mapToDouble(Double::doubleValue).min().orElse(0));
    double most = all.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return String.format(
        Locale.ROOT,
        "%s|%s  (%d periods up to %s, then the forecast; the highest bar is %.3f)",
        Sparkline.of(result.recent(), least, most),
        Sparkline.of(result.ahead(), least, most),
        result.recent().size(),
        result.origin(),
        most);
  }

  private static void past(List<ExplainJob.Past> past, PrintWriter out) {
    if (past.isEmpty()) {
      line(out, "%nNo published forecast of the series has an actual yet.");
      return;
    }
    line(out, "%nWhat was forecast last, and what happened:");
    for (ExplainJob.Past one : past) {
      line(
          out,
          "  %s  forecast %.3f (lead %d), actual %.3f, error %+.3f",
          one.date(),
          one.forecast(),
          one.lead(),
          one.actual(),
          one.forecast() - one.actual());
    }
  }

  static String json(ExplainJob.Result result) {
    Explainer.Explanation why = result.explanation();
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("series_id", result.seriesId())
        .put("target_date", result.date().toString())
        .put("lead", result.lead())
        .put("origin_date", result.origin().toString())
        .put("mean", result.mean());
    ObjectNode quantiles = json.putObject("quantiles");
    result.quantiles().forEach(quantiles::put);
    json.put("run_id", result.runId())
        .put("as_of", result.asOf().toString())
        .put("model_version", result.modelVersion())
        .put("code_version", result.codeVersion())
        .put("source", why.source())
        .put("reason", why.reason().isEmpty() ? null : why.reason())
        .put("exact", result.exact());
    parts(json.putArray("parts"), why.parts());
    ArrayNode features = json.putArray("features");
    for (Explainer.FeatureValue one : why.features()) {
      ObjectNode feature = features.addObject();
      feature.put("name", one.name()).put("group", one.group());
      if (Double.isNaN(one.value())) {
        feature.putNull("value");
      } else {
        feature.put("value", one.value());
      }
      feature.put("units", one.units());
    }
    parts(json.putArray("baselines"), why.baselines());
    ArrayNode past = json.putArray("past");
    for (ExplainJob.Past one : result.past()) {
      past.addObject()
          .put("target_date", one.date().toString())
          .put("lead", one.lead())
          .put("forecast", one.forecast())
          .put("actual", one.actual());
    }
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON has a text", e);
    }
  }

  private static void parts(ArrayNode array, List<Explainer.Part> parts) {
    parts.forEach(part -> array.addObject().put("name", part.name()).put("units", part.units()));
  }

  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
