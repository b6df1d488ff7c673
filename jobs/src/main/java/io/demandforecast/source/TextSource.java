package io.demandforecast.source;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Layout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads CSV, TSV and JSON lines. A file is read by one task, or by one a range where it may be cut;
 * where that leaves cores idle the records are dealt out before they are taken apart.
 */
final class TextSource {
  /** Bytes that one task should read, where there are more tasks than cores. */
  private static final long TASK_BYTES = 64L << 20;

  /** Bytes from which dealing out records is worth a shuffle. */
  private static final long SHUFFLE_BYTES = 256L << 10;

  private final SparkSession spark;
  private final InputSettings input;
  private final TextFiles text;
  private final List<String> declared;
  private final PersonalColumns personal;

  TextSource(SparkSession spark, InputSettings input, PersonalColumns personal) {
    this.spark = spark;
    this.input = input;
    this.text = new TextFiles(input);
    this.declared = input.columns().stream().map(InputSettings.Column::name).toList();
    this.personal = personal;
  }

  SourceRows rows(List<DataFile> files) {
    List<HeaderMatch> matches =
        new TextHeaders(input, spark.sparkContext().hadoopConfiguration(), personal).read(files);
    if (input.layout() instanceof Layout.Long) {
      return SourceRows.alone(parsed(files, matches));
    }
    // Files with the same cells are read together: their labels are one literal of the plan.
    Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < files.size(); i++) {
      groups.computeIfAbsent(matches.get(i).cellNames(), names -> new ArrayList<>()).add(i);
    }
    List<WideLines> lines = new ArrayList<>();
    for (List<Integer> group : groups.values()) {
      List<HeaderMatch> groupMatches = group.stream().map(matches::get).toList();
      lines.add(
          new WideLines(
              parsed(group.stream().map(files::get).toList(), groupMatches),
              declared,
              groupMatches.get(0),
              text.text().nullValues(),
              rank(groupMatches.get(0).labels())));
    }
    return SourceRows.of(lines);
  }

  /** The rank of each label's period; empty where labels are no periods. */
  private Optional<int[]> rank(List<String> labels) {
    if (!(input.layout() instanceof Layout.PeriodsAcross across)) {
      return Optional.empty();
    }
    PeriodLabels periods = new PeriodLabels(input.name(), across);
    SortedMap<Object, Integer> positions = new TreeMap<>();
    for (int i = 0; i < labels.size(); i++) {
      Optional<Object> period = periods.period(labels.get(i));
      if (period.isEmpty()) {
        return Optional.empty();
      }
      positions.put(period.get(), i);
    }
    int[] rank = new int[labels.size()];
    int next = 0;
    for (int position : positions.values()) {
      rank[position] = next++;
    }
    return Optional.of(rank);
  }

  private Dataset<Row> parsed(List<DataFile> files, List<HeaderMatch> matches) {
    List<HeaderMatch> headers = matches.stream().distinct().toList();
    List<TextSplit> splits = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < files.size(); i++) {
      bytes += files.get(i).bytes();
      addSplits(files.get(i), headers.indexOf(matches.get(i)), splits);
    }
    RecordRows parser = new RecordRows(input, headers, personal);
    return records(splits, bytes).mapPartitions(parser, Encoders.row(parser.schema()));
  }

  private void addSplits(DataFile file, int header, List<TextSplit> splits) {
    if (!text.isSplit(file)) {
      splits.add(new TextSplit(file, 0, TextSplit.WHOLE, header));
      return;
    }
    long size = Math.max(1, text.text().splitBytes());
    for (long start = 0; start < file.bytes(); start += size) {
      splits.add(new TextSplit(file, start, Math.min(file.bytes(), start + size), header));
    }
  }

  private Dataset<Row> records(List<TextSplit> splits, long bytes) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> hadoop =
        SerializableConfiguration.broadcast(spark.sparkContext());
    int cores = context.defaultParallelism();
    long tasks = Math.min(splits.size(), Math.max(cores, bytes / TASK_BYTES));
    JavaRDD<Row> rows =
        context.parallelize(splits, (int) tasks).flatMap(new SplitReader(text, hadoop));
    Dataset<Row> records = spark.createDataFrame(rows, SplitReader.SCHEMA);
    if (tasks >= cores || bytes < SHUFFLE_BYTES) {
      return records;
    }
    // By a hash and not in turn: a task that is run again must deal its records out alike.
    return records.repartition(
        cores,
        functions.col(RawColumns.FILE),
        functions.col(RawColumns.LINE),
        functions.col(RawColumns.OFFSET));
  }
}
