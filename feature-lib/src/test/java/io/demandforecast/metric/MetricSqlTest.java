package io.demandforecast.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MetricSqlTest {

  @Test
  void namesAreQuotedAsIdentifiers() {
    assertEquals("`mean`", MetricSql.column("mean"));
    assertEquals("`a``) OR (1=1`", MetricSql.column("a`) OR (1=1"));
    assertTrue(MetricSql.wape("my actual", "mean").contains("`my actual`"));
  }

  @Test
  void aDenominatorOfZeroGivesNullInsteadOfAnError() {
    assertEquals(
        "(sum(abs((`f` - `a`)))) / nullif(sum(abs(CASE WHEN `f` IS NOT NULL THEN `a` END)), 0D)",
        MetricSql.wape("a", "f"));
  }

  @Test
  void levelsAreDoubles() {
    assertEquals(
        "avg(greatest(0.05D * (`a` - `q05`), -0.95D * (`a` - `q05`)))",
        MetricSql.pinball(0.05, "a", "q05"));
  }
}
