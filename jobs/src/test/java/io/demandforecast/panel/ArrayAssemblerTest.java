package io.demandforecast.panel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.config.DemandPolicy.Gaps;
import io.demandforecast.config.DemandPolicy.LeadingZeros;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class ArrayAssemblerTest {
  private static final double NAN = Double.NaN;
  private static final float NONE = Float.NaN;

  /** Facts from period 10 on, actuals up to 14, the origin at 16, plans up to 18. */
  private static final ArrayAssembler.Span SPAN = new ArrayAssembler.Span(10, 14, 16, 18);

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

  /** A series has one covariate, a scope two. */
  private static List<Row> rows(Gaps gaps, LeadingZeros zeros, List<Row> facts) {
    Iterator<Row> made =
        new ArrayAssembler(SPAN, new int[] {1, 2}, gaps, zeros).call(facts.iterator());
    List<Row> rows = new ArrayList<>();
    made.forEachRemaining(rows::add);
    return rows;
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
