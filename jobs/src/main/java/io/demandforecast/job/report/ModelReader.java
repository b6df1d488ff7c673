package io.demandforecast.job.report;

import io.demandforecast.learn.TrainingPlan;
import io.demandforecast.report.OutOfFoldFacts;
import io.demandforecast.report.OutOfFoldFacts.Bias;
import io.demandforecast.report.OutOfFoldFacts.Candidate;
import io.demandforecast.report.OutOfFoldFacts.Origin;
import io.demandforecast.report.ReportData.Importance;
import io.demandforecast.report.RunFacts;
import io.demandforecast.table.Models;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** What the registry's row of a model says. */
final class ModelReader {
  private ModelReader() {}

  static RunFacts.Model model(Row row) {
    return new RunFacts.Model(
        Cells.text(row, Models.MODEL_VERSION),
        Cells.text(row, Models.AS_OF),
        Cells.text(row, Models.CHAMPION),
        Cells.text(row, Models.ENGINE),
        Cells.text(row, Models.ENGINE_CHOICE),
        row.getList(row.fieldIndex(Models.FEATURES)).size(),
        Cells.count(row, Models.TRAINING_ROWS),
        row.<Double>getAs(Models.SECONDS));
  }

  /** The most important first. */
  static List<Importance> importances(Row row) {
    return Cells.<Double>map(row, Models.IMPORTANCES).entrySet().stream()
        .map(entry -> new Importance(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Importance::share).reversed())
        .toList();
  }

  static OutOfFoldFacts outOfFold(Row row) {
    String champion = row.getAs(Models.CHAMPION);
    Map<String, List<Row>> byCandidate = new LinkedHashMap<>();
    for (Row entry : row.<Row>getList(row.fieldIndex(Models.CROSS_VALIDATION))) {
      byCandidate.computeIfAbsent(entry.getAs("candidate"), c -> new ArrayList<>()).add(entry);
    }
    List<Candidate> candidates = new ArrayList<>();
    byCandidate.forEach(
        (name, entries) ->
            candidates.add(
                new Candidate(
                    name,
                    name.equals(champion),
                    entries.size(),
                    mean(entries, "rmsse"),
                    mean(entries, "wape"),
                    mean(entries, "bias"))));
    candidates.sort(
        Comparator.comparing(
            Candidate::rmsse, Comparator.nullsLast(Comparator.<Double>naturalOrder())));
    return new OutOfFoldFacts(
        candidates,
        origins(
            byCandidate.getOrDefault(champion, List.of()),
            byCandidate.getOrDefault(TrainingPlan.YARDSTICK, List.of())),
        bias(row));
  }

  private static List<Origin> origins(List<Row> champion, List<Row> naive) {
    Map<String, Double> naives = new TreeMap<>();
    naive.forEach(entry -> naives.put(Cells.text(entry, "origin"), Cells.number(entry, "wape")));
    return champion.stream()
        .map(
            entry ->
                new Origin(
                    Cells.text(entry, "origin"),
                    Cells.number(entry, "wape"),
                    naives.get(Cells.text(entry, "origin"))))
        .sorted(Comparator.comparing(Origin::origin))
        .toList();
  }

  private static List<Bias> bias(Row row) {
    int position = row.fieldIndex(Models.BIAS);
    if (row.isNullAt(position)) {
      return List.of();
    }
    return row.<Row>getList(position).stream()
        .map(
            entry ->
                new Bias(
                    Cells.text(entry, "leads"),
                    Cells.text(entry, "demand_class"),
                    Cells.count(entry, "rows"),
                    Cells.number(entry, "bias"),
                    Cells.number(entry, "bias_left"),
                    Cells.number(entry, "factor")))
        .toList();
  }

  private static Double mean(List<Row> entries, String figure) {
    return Cells.finite(
        entries.stream()
            .map(entry -> Cells.number(entry, figure))
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average()
            .orElse(Double.NaN));
  }
}
