package io.demandforecast.panel;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.demandforecast.table.Panel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What a stored panel is of: the row of kind {@link Panel#WHOLE}. It is written in one commit with
 * the blocks, so that it is always true of them.
 *
 * @param panelId its identity
 * @param asOf last day whose knowledge it holds
 * @param highWater the last load it knows
 * @param span its periods
 */
record PanelState(String panelId, LocalDate asOf, long highWater, PanelSpan span) {
  /** Changes whenever blocks of the same inputs are made in another way than before. */
  private static final String FORM = "blocks-2";

  /** Texts that are always there; those of feeds that are late follow. */
  private static final int TEXTS = 7;

  /** The state of a panel's rows; empty where there are none, or they are of an older form. */
  static Optional<PanelState> find(Dataset<Row> stored) {
    if (!List.of(stored.columns()).contains(Panel.BLOCK)) {
      return Optional.empty();
    }
    return stored
        .where(col(Panel.KIND).equalTo(lit(Panel.WHOLE)))
        .select(col(Panel.KEY), col(Panel.ATTRIBUTES))
        .takeAsList(1)
        .stream()
        .map(row -> read(row.getString(0), row.getList(1)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * The state of a panel's rows.
   *
   * @throws IllegalStateException where there is none: a defect
   */
  static PanelState of(Dataset<Row> stored) {
    return find(stored).orElseThrow(() -> new IllegalStateException("these rows are no panel"));
  }

  private static Optional<PanelState> read(String panelId, List<String> texts) {
    if (texts.size() < TEXTS || !texts.get(0).equals(FORM)) {
      return Optional.empty();
    }
    return Optional.of(
        new PanelState(
            panelId,
            LocalDate.parse(texts.get(1)),
            Long.parseLong(texts.get(2)),
            new PanelSpan(
                Integer.parseInt(texts.get(3)),
                Integer.parseInt(texts.get(4)),
                Integer.parseInt(texts.get(5)),
                Integer.parseInt(texts.get(6)),
                LateFeeds.of(texts.subList(TEXTS, texts.size())))));
  }

  /** The row's attributes. */
  List<String> texts() {
    List<String> texts =
        new ArrayList<>(
            List.of(
                FORM,
                asOf.toString(),
                Long.toString(highWater),
                Integer.toString(span.first()),
                Integer.toString(span.lastKnown()),
                Integer.toString(span.origin()),
                Integer.toString(span.last())));
    texts.addAll(span.late().texts());
    return texts;
  }

  /** The row. */
  Row row() {
    return RowFactory.create(
        panelId,
        Panel.WHOLE,
        panelId,
        Panel.HEAD,
        span.first(),
        new double[0],
        new Object[0],
        texts().toArray(String[]::new));
  }
}
