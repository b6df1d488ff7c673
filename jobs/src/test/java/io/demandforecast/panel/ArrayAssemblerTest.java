package io.demandforecast.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.DemandPolicy.Gaps;
import io.demandforecast.config.DemandPolicy.LeadingZeros;
import io.demandforecast.series.PeriodBlocks;
import io.demandforecast.table.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Facts to blocks and blocks to whole arrays: what comes out does not depend on the blocks. */
class ArrayAssemblerTest {
  private static final double NAN = Double.NaN;
  private static final float NONE = Float.NaN;

  /** Facts from period 10 on, actuals up to 14, the origin at 16, plans up to 18. */
  private static final PanelSpan SPAN = new PanelSpan(10, 14, 16, 18);

  private static final PeriodBlocks BLOCKS = new PeriodBlocks(3);

  /** A series has one covariate, a scope two. */
  private static final int[] COVARIATES = {1, 2};

  @Test
  void gapsAreZeroUpToTheLastPeriodWithAnActualOfAnySeries() {
    Row row = only(Gaps.ZERO, LeadingZeros.DROP, sold(10, 5), sold(12, 3));
    assertEquals(10, row.getInt(1));
    assertArrayEquals(new double[] {5, 0, 3, 0, 0, NAN, NAN}, target(row));
  }

  @Test
  void gapsStayMissingWhereTheyMeanThat() {
    for (Gaps gaps : List.of(Gaps.MISSING, Gaps.QUARANTINE)) {
      Row row = only(gaps, LeadingZeros.DROP, sold(10, 5), sold(12, 0), sold(13, 3));
      assertArrayEquals(new double[] {5, NAN, 0, 3, NAN, NAN, NAN}, target(row));
    }
  }

  @Test
  void zerosBeforeTheFirstSaleAreDropped() {
    Row row = only(Gaps.ZERO, LeadingZeros.DROP, sold(10, 0), sold(11, 0), sold(12, 4));
    assertEquals(12, row.getInt(1));
    assertArrayEquals(new double[] {4, 0, 0, NAN, NAN}, target(row));
  }

  @Test
  void zerosBeforeTheFirstSaleAreKeptWhereTheyCount() {
    Row row = only(Gaps.ZERO, LeadingZeros.KEEP, sold(11, 0), sold(13, 4));
    assertEquals(11, row.getInt(1));
    assertArrayEquals(new double[] {0, 0, 4, 0, NAN, NAN}, target(row));
  }

  @Test
  void aReturnBeforeTheFirstSaleBeginsTheHistory() {
    Row row = only(Gaps.ZERO, LeadingZeros.DROP, sold(10, 0), sold(11, -2), sold(12, 4));
    assertEquals(11, row.getInt(1));
  }

  @Test
  void aSeriesThatNeverSoldIsOnePeriodLong() {
    Row row = only(Gaps.ZERO, LeadingZeros.DROP, sold(10, 0), sold(12, 0));
    assertEquals(16, row.getInt(1));
    assertEquals(1, target(row).length);
  }

  @Test
  void whatWasKnownLastCountsWhateverTheOrder() {
    List<Row> facts =
        List.of(
            fact(-1, 12, 12, 1, 100, 1),
            fact(-1, 12, 12, 2, 105, 1),
            fact(-1, 12, 12, 3, 105, 3),
            fact(-1, 12, 12, 4, 104, 9));
    for (List<Row> order : orders(facts)) {
      assertEquals(3, target(only(Gaps.MISSING, LeadingZeros.DROP, order))[0], order::toString);
    }
  }

  @Test
  void ofSpansOfOneLoadTheOneBegunLastCountsWhateverTheOrder() {
    List<Row> facts =
        List.of(
            fact(-1, 10, 10, 1, 0, 1),
            fact(0, 10, 14, 1, 0, 1),
            fact(0, 12, 16, 2, 0, 1),
            fact(0, 12, 13, 9, 0, 1));
    for (List<Row> order : orders(facts)) {
      assertArrayEquals(
          new float[] {1, 1, 9, 9, 2, 2, 2, NONE, NONE},
          covariate(only(Gaps.MISSING, LeadingZeros.DROP, order), 0),
          order::toString);
    }
  }

  @Test
  void aValueThatIsTakenBackIsMissing() {
    List<Row> facts =
        List.of(fact(-1, 10, 10, 1, 0, 1), fact(0, 10, 18, 7, 0, 1), fact(0, 12, 13, NAN, 0, 2));
    for (List<Row> order : orders(facts)) {
      assertArrayEquals(
          new float[] {7, 7, NONE, NONE, 7, 7, 7, 7, 7},
          covariate(only(Gaps.MISSING, LeadingZeros.DROP, order), 0));
    }
  }

  @Test
  void spansAreCutToTheArrays() {
    Row row =
        only(
            Gaps.ZERO,
            LeadingZeros.DROP,
            List.of(
                fact(-1, 11, 11, 1, 0, 1),
                fact(0, Integer.MIN_VALUE / 2, 11, 7, 0, 1),
                fact(0, 17, Integer.MAX_VALUE / 2, 8, 0, 1)));
    assertArrayEquals(new float[] {7, NONE, NONE, NONE, NONE, NONE, 8, 8}, covariate(row, 0));
  }

  @Test
  void aCovariateWithoutFactsIsMissingOverTheWholeSpan() {
    Row row = only(Gaps.ZERO, LeadingZeros.DROP, sold(16, 1));
    assertArrayEquals(new float[] {NONE, NONE, NONE}, covariate(row, 0));
  }

  @Test
  void aScopeHasCovariatesOfTheWholeSpanAndNoTarget() {
    Row scope = RowFactory.create(5L, 1, 13, 18, 0.5, 0, 1L, 1);
    Row row = only(Gaps.ZERO, LeadingZeros.DROP, List.of(scope));
    assertEquals(10, row.getInt(1));
    assertEquals(0, target(row).length);
    assertArrayEquals(
        new float[] {NONE, NONE, NONE, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f}, covariate(row, 1));
  }

  @Test
  void entitiesThatFollowEachOtherAreARowEach() {
    List<Row> rows =
        rows(
            Gaps.ZERO,
            LeadingZeros.DROP,
            List.of(
                RowFactory.create(1L, -1, 10, 10, 1.0, 0, 1L, 0),
                RowFactory.create(1L, -1, 11, 11, 2.0, 0, 1L, 0),
                RowFactory.create(2L, -1, 14, 14, 3.0, 0, 1L, 0)));
    assertEquals(List.of(1L, 2L), rows.stream().map(row -> row.getLong(0)).toList());
    assertArrayEquals(new double[] {1, 2, 0, 0, 0, NAN, NAN}, target(rows.get(0)));
    assertArrayEquals(new double[] {3, NAN, NAN}, target(rows.get(1)));
  }

  @Test
  void aBlockHoldsTheFactsOfItsPeriodsAloneAndIsLeftOutWhereThereIsNone() {
    List<Row> facts = List.of(sold(10, 5), sold(14, 3), fact(0, 17, 40, 7, 0, 1));
    List<InternalRow> blocks = blocks(facts, BLOCKS, BLOCKS.between(10, 18), LeadingZeros.DROP);
    assertEquals(
        List.of(Panel.HEAD, 3, 4, 5, 6), blocks.stream().map(row -> row.getInt(1)).toList());
    assertEquals(List.of(10, 9, 12, 15, 18), blocks.stream().map(row -> row.getInt(2)).toList());
    assertArrayEquals(new double[] {NAN, 5, NAN}, blocks.get(1).getArray(3).toDoubleArray());
    assertArrayEquals(new double[] {NAN, NAN, 3}, blocks.get(2).getArray(3).toDoubleArray());
    assertArrayEquals(new double[0], blocks.get(3).getArray(3).toDoubleArray());
    assertArrayEquals(
        new float[] {NONE, NONE, 7}, blocks.get(3).getArray(4).getArray(0).toFloatArray());
    assertArrayEquals(
        new float[] {7, NONE, NONE}, blocks.get(4).getArray(4).getArray(0).toFloatArray());
  }

  @Test
  void aBlockIsTheSameWhetherOthersAreMadeOrNot() {
    List<Row> facts =
        List.of(
            sold(10, 5),
            sold(12, 4),
            sold(16, 3),
            fact(0, 9, 17, 7, 0, 1),
            fact(0, 13, 13, NAN, 0, 2));
    List<InternalRow> all = blocks(facts, BLOCKS, BLOCKS.between(10, 18), LeadingZeros.DROP);
    for (InternalRow block : all) {
      SortedSet<Integer> one = new TreeSet<>(List.of(block.getInt(1)));
      if (block.getInt(1) != Panel.HEAD) {
        InternalRow alone = blocks(facts, BLOCKS, one, LeadingZeros.DROP).get(1);
        assertArrayEquals(block.getArray(3).toDoubleArray(), alone.getArray(3).toDoubleArray());
        assertArrayEquals(
            block.getArray(4).getArray(0).toFloatArray(),
            alone.getArray(4).getArray(0).toFloatArray());
      }
    }
    assertEquals(4, all.size());
  }

  @Test
  void aSeriesOfWhichNoFactFallsIntoABlockIsThereAllTheSame() {
    List<InternalRow> blocks =
        blocks(List.of(fact(0, 2, 5, 7, 0, 1)), BLOCKS, BLOCKS.between(10, 18), LeadingZeros.DROP);
    assertEquals(List.of(Panel.HEAD), blocks.stream().map(row -> row.getInt(1)).toList());
    Row row = only(Gaps.ZERO, LeadingZeros.DROP, List.of(fact(0, 2, 5, 7, 0, 1)));
    assertEquals(16, row.getInt(1));
    assertArrayEquals(new double[] {NAN}, target(row));
  }

  private static Row sold(int period, double quantity) {
    return fact(ArrayAssembler.TARGET, period, period, quantity, period, 1);
  }

  private static Row fact(int column, int from, int to, double value, int known, long seq) {
    return RowFactory.create(5L, column, from, to, value, known, seq, 0);
  }

  private static Row only(Gaps gaps, LeadingZeros zeros, Row... facts) {
    return only(gaps, zeros, List.of(facts));
  }

  private static Row only(Gaps gaps, LeadingZeros zeros, List<Row> facts) {
    List<Row> rows = rows(gaps, zeros, facts);
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  /** Whole rows: entity, first period, target, covariates; the same whatever the blocks. */
  private static List<Row> rows(Gaps gaps, LeadingZeros zeros, List<Row> facts) {
    List<Row> whole = rows(gaps, zeros, facts, new PeriodBlocks(100));
    List<Row> small = rows(gaps, zeros, facts, BLOCKS);
    assertEquals(whole.size(), small.size());
    for (int i = 0; i < whole.size(); i++) {
      assertArrayEquals(target(whole.get(i)), target(small.get(i)));
      for (int j = 0; j < ((Object[]) whole.get(i).get(3)).length; j++) {
        assertArrayEquals(covariate(whole.get(i), j), covariate(small.get(i), j));
      }
    }
    return small;
  }

  private static List<Row> rows(
      Gaps gaps, LeadingZeros zeros, List<Row> facts, PeriodBlocks blocks) {
    int kind = facts.isEmpty() ? 0 : facts.get(0).getInt(7);
    List<InternalRow> laid = new ArrayList<>();
    for (InternalRow block : blocks(facts, blocks, blocks.between(10, 18), zeros)) {
      laid.add(
          BlockRows.of(
              UTF8String.fromString(Long.toString(block.getLong(0))),
              block.getInt(1),
              block.getInt(2),
              block.getArray(3),
              block.getArray(4),
              BlockRows.texts(List.of())));
    }
    BlockJoiner joiner =
        new BlockJoiner(
            SPAN,
            kind == 0 ? BlockJoiner.Kind.SERIES : BlockJoiner.Kind.SCOPE,
            COVARIATES[kind],
            gaps,
            -1);
    List<Row> rows = new ArrayList<>();
    joiner
        .call(laid.iterator())
        .forEachRemaining(
            row -> {
              Object[] covariates = new Object[COVARIATES[kind]];
              for (int i = 0; i < covariates.length; i++) {
                covariates[i] = row.getArray(3).getArray(i).toFloatArray();
              }
              rows.add(
                  RowFactory.create(
                      Long.parseLong(row.getUTF8String(0).toString()),
                      row.getInt(1),
                      row.getArray(2).toDoubleArray(),
                      covariates));
            });
    return rows;
  }

  private static List<InternalRow> blocks(
      List<Row> facts, PeriodBlocks blocks, SortedSet<Integer> wanted, LeadingZeros zeros) {
    List<InternalRow> rows = new ArrayList<>();
    for (Row fact : facts) {
      Object[] values = new Object[fact.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = fact.get(i);
      }
      rows.add(BlockRows.of(values));
    }
    List<InternalRow> made = new ArrayList<>();
    new ArrayAssembler(SPAN, blocks, wanted, COVARIATES, zeros)
        .call(rows.iterator())
        .forEachRemaining(made::add);
    return made;
  }

  private static double[] target(Row row) {
    return (double[]) row.get(2);
  }

  private static float[] covariate(Row row, int index) {
    return (float[]) ((Object[]) row.get(3))[index];
  }

  private static List<List<Row>> orders(List<Row> facts) {
    if (facts.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Row>> orders = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      List<Row> rest = new ArrayList<>(facts);
      Row first = rest.remove(i);
      for (List<Row> order : orders(rest)) {
        List<Row> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }
}
