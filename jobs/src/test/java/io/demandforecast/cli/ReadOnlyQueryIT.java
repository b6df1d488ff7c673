package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.testing.SparkTest;
import java.util.List;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyQueryIT extends SparkTest {

  @BeforeEach
  void oneViewIsThere() {
    dropViews();
    spark()
        .sql("SELECT 'a' AS item_id, 1.5D AS mean, DATE'2024-02-29' AS target_date")
        .createOrReplaceTempView("forecast_current");
  }

  @AfterEach
  void theViewIsGone() {
    spark().catalog().dropTempView("forecast_current");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM forecast_current LIMIT 5",
        "select * from FORECAST_CURRENT;",
        "TABLE forecast_current",
        "DESCRIBE forecast_current",
        "DESC Forecast_Current",
        "FROM forecast_current SELECT item_id",
        "FROM forecast_current |> WHERE mean > 1 |> AGGREGATE sum(mean) AS s GROUP BY item_id",
        "VALUES (1, 'a'), (2, 'b')",
        "SELECT 1 AS one",
        "SELECT item_id, sum(mean) AS total FROM forecast_current GROUP BY item_id"
            + " HAVING sum(mean) > 0 ORDER BY total DESC LIMIT 10 OFFSET 1",
        "SELECT item_id, target_date, sum(mean) FROM forecast_current"
            + " GROUP BY CUBE (item_id, target_date)",
        "SELECT count(DISTINCT item_id) FILTER (WHERE mean > 0) FROM forecast_current",
        "SELECT DISTINCT item_id FROM forecast_current",
        "WITH a AS (SELECT * FROM forecast_current), b AS (SELECT * FROM a) SELECT * FROM b",
        "SELECT * FROM (WITH a AS (SELECT 1 AS x) SELECT * FROM a)",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3)"
            + " SELECT * FROM r",
        "SELECT a.* FROM forecast_current a JOIN forecast_current b ON a.item_id = b.item_id",
        "SELECT * FROM forecast_current a LEFT JOIN forecast_current b USING (item_id)",
        "SELECT * FROM forecast_current NATURAL JOIN forecast_current AS b",
        "SELECT * FROM forecast_current, LATERAL (SELECT mean * 2 AS twice)",
        "SELECT * FROM forecast_current WHERE mean > (SELECT avg(mean) FROM forecast_current)",
        "SELECT * FROM forecast_current WHERE item_id IN (SELECT item_id FROM forecast_current)",
        "SELECT * FROM forecast_current a WHERE EXISTS"
            + " (SELECT 1 FROM forecast_current b WHERE a.item_id = b.item_id)",
        "SELECT mean, avg(mean) OVER w FROM forecast_current"
            + " WINDOW w AS (PARTITION BY item_id ORDER BY target_date)",
        "SELECT rank() OVER (PARTITION BY item_id ORDER BY mean) FROM forecast_current",
        "SELECT item_id FROM forecast_current UNION SELECT item_id FROM forecast_current",
        "SELECT item_id FROM forecast_current EXCEPT SELECT 'b'",
        "SELECT item_id FROM forecast_current INTERSECT SELECT 'a'",
        "SELECT explode(array(1, 2)) AS x",
        "SELECT * FROM forecast_current LATERAL VIEW explode(array(1, 2)) t AS x",
        "SELECT * FROM range(3)",
        "SELECT * FROM forecast_current TABLESAMPLE (50 PERCENT)",
        "SELECT /*+ BROADCAST(b) */ * FROM forecast_current b",
        "SELECT * FROM (SELECT item_id, mean FROM forecast_current)"
            + " PIVOT (sum(mean) FOR item_id IN ('a', 'b'))",
        "SELECT * FROM (SELECT mean, item_id FROM forecast_current)"
            + " UNPIVOT (v FOR n IN (mean))",
        "SELECT * EXCEPT (mean) FROM forecast_current",
        "SELECT transform(array(1, 2), x -> x + 1) AS xs",
        "SELECT CASE WHEN mean > 1 THEN 'high' ELSE 'low' END, cast(mean AS INT),"
            + " extract(YEAR FROM target_date), mean BETWEEN 1 AND 2, item_id LIKE 'a%',"
            + " target_date + INTERVAL 1 DAY, try_cast('x' AS INT), map('k', 1)['k']"
            + " FROM forecast_current",
      })
  void aQueryPassesAndSparkAnswersIt(String query) {
    assertDoesNotThrow(() -> ReadOnlyQuery.check(spark(), query));
    assertDoesNotThrow(() -> spark().sql(query).collectAsList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO forecast_current SELECT * FROM forecast_current",
        "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT * FROM forecast_current",
        "FROM forecast_current INSERT INTO t SELECT *",
        "UPDATE forecast_current SET mean = 0",
        "DELETE FROM forecast_current",
        "MERGE INTO forecast_current t USING forecast_current s ON t.item_id = s.item_id"
            + " WHEN MATCHED THEN DELETE",
        "TRUNCATE TABLE forecast_current",
        "CREATE TABLE t (x INT)",
        "CREATE TABLE t USING delta LOCATION '/tmp/x' AS SELECT * FROM forecast_current",
        "CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 1",
        "CREATE TEMPORARY VIEW v USING csv OPTIONS (path '/etc/passwd')",
        "CREATE TEMPORARY FUNCTION f AS 'some.Evil' USING JAR '/tmp/evil.jar'",
        "CREATE DATABASE d",
        "DROP VIEW forecast_current",
        "ALTER VIEW forecast_current AS SELECT 1",
        "OPTIMIZE delta.`/tmp/x`",
        "VACUUM delta.`/tmp/x` RETAIN 0 HOURS",
        "RESTORE TABLE delta.`/tmp/x` TO VERSION AS OF 0",
        "CONVERT TO DELTA parquet.`/tmp/x`",
        "COPY INTO t FROM '/tmp/x'",
        "LOAD DATA INPATH '/etc/passwd' INTO TABLE t",
        "CACHE TABLE forecast_current",
        "REFRESH TABLE forecast_current",
        "ANALYZE TABLE forecast_current COMPUTE STATISTICS",
        "SET spark.sql.ansi.enabled=false",
        "SET -v",
        "RESET",
        "SET TIME ZONE LOCAL",
        "SET VARIABLE x = 1",
        "DECLARE VARIABLE x INT",
        "USE default",
        "ADD JAR '/tmp/evil.jar'",
        "LIST FILES",
        "SHOW TABLES",
        "DESCRIBE delta.`/tmp/x`",
        "DESCRIBE spark_catalog.default.t",
        "DESCRIBE nothing",
        "DESCRIBE DETAIL delta.`/tmp/x`",
        "DESCRIBE HISTORY delta.`/tmp/x`",
        "DESCRIBE FUNCTION reflect",
        "DESCRIBE DATABASE default",
        "EXPLAIN SELECT * FROM forecast_current",
        "CALL system.p()",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "BEGIN SELECT 1; END",
        "SELECT * FROM csv.`/etc/passwd`",
        "SELECT * FROM text.`/etc/passwd`",
        "SELECT * FROM delta.`/tmp/x`",
        "SELECT * FROM parquet.`s3a://bucket/x` WHERE 1 = 1",
        "SELECT * FROM forecast_current WHERE item_id IN (SELECT value FROM text.`/etc/passwd`)",
        "SELECT (SELECT count(*) FROM text.`/etc/passwd`)",
        "WITH a AS (SELECT * FROM text.`/etc/passwd`) SELECT * FROM a",
        "SELECT * FROM spark_catalog.default.t",
        "SELECT * FROM global_temp.t",
        "SELECT * FROM STREAM forecast_current",
        "SELECT * FROM forecast_current VERSION AS OF 1",
        "SELECT * FROM IDENTIFIER('text.`/etc/passwd`')",
        "SELECT IDENTIFIER('refl' || 'ect')('java.lang.System', 'getProperty', 'user.home')",
        "SELECT reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
        "SELECT try_reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT REFLECT('java.lang.System', 'getProperty', 'user.home')",
        "SELECT `reflect`('java.lang.System', 'getProperty', 'user.home')",
        "SELECT system.builtin.reflect('java.lang.System', 'getProperty', 'user.home')",
        "SELECT sum(mean) OVER w FROM forecast_current WINDOW w AS"
            + " (PARTITION BY reflect('java.lang.System', 'getProperty', 'user.home'))",
        "SELECT transform(array(1), x -> reflect('java.lang.System', 'getProperty', 'a'))",
        "VALUES (reflect('java.lang.System', 'getProperty', 'user.home'))",
        "SELECT * FROM range(length(reflect('java.lang.System', 'getProperty', 'user.home')))",
        "SELECT * FROM forecast_current LIMIT length(java_method('java.lang.System', 'lineSeparator'))",
        "SELECT from_protobuf(x, 'M', '/etc/passwd') FROM VALUES (X'00') AS t(x)",
        "SELECT from_avro(x, '{}') FROM VALUES (X'00') AS t(x)",
        "SELECT TRANSFORM(item_id) USING 'cat' AS (x) FROM forecast_current",
        "FROM forecast_current MAP item_id USING 'cat' AS x",
        "SELECT * FROM table_changes('forecast_current', 0)",
        "SELECT * FROM python_worker_logs()",
        "SELECT * FROM forecast_current LATERAL VIEW some.evil(item_id) t AS x",
        "SELECT * FROM read_files('/etc/passwd')",
        "SELECT * FROM `text`.`/etc/passwd`",
        "SELECT * FROM `text./etc/passwd`",
        "SELECT * FROM binaryFile.`/etc/passwd`",
        "SELECT * FROM json.`file:///etc/passwd` JOIN forecast_current",
        "SELECT * FROM orc.`hdfs://name/x`",
        "SELECT * FROM avro.`/tmp/x`",
        "SELECT * FROM jdbc.`x`",
        "TABLE text.`/etc/passwd`",
        "FROM text.`/etc/passwd` |> SELECT value",
        "SELECT * FROM forecast_current |> UNION ALL TABLE text.`/etc/passwd`",
        "SELECT * FROM forecast_current WITH (path = '/etc/passwd')",
        "SELECT * FROM forecast_current TIMESTAMP AS OF '2024-01-01'",
        "SELECT * FROM forecast_current@v0",
        "SELECT * FROM forecast_current WHERE EXISTS (SELECT * FROM delta.`/tmp/x`)",
        "SELECT array(1, (SELECT count(*) FROM delta.`/tmp/x`))[0]",
        "SELECT * FROM LATERAL (SELECT * FROM text.`/etc/passwd`)",
        "SELECT from_xml('<a/>', 'a INT', map('rowValidationXSDPath', '/etc/passwd'))",
        "SELECT schema_of_xml('<a/>', map('rowValidationXSDPath', '/etc/passwd'))",
        "SELECT * FROM sql_keywords() WHERE reflect('java.lang.System', 'lineSeparator') = ''",
        "SELECT identifier('java_method')('java.lang.System', 'lineSeparator')",
        "SELECT :x",
        "SELECT ?",
        "CREATE OR REPLACE FUNCTION f AS 'some.Evil'",
        "CREATE FUNCTION f() RETURNS INT RETURN 1",
        "DROP FUNCTION f",
        "ADD FILE '/etc/passwd'",
        "ADD ARCHIVE '/tmp/x.zip'",
        "SET spark.sql.variable.substitute=true",
        "SET spark.hadoop.fs.s3a.secret.key",
        "CREATE TABLE t CLONE delta.`/tmp/x`",
        "CREATE TABLE t SHALLOW CLONE forecast_current",
        "REORG TABLE delta.`/tmp/x` APPLY (PURGE)",
        "FSCK REPAIR TABLE t",
        "MSCK REPAIR TABLE t",
        "GENERATE symlink_format_manifest FOR TABLE delta.`/tmp/x`",
        "EXPORT TABLE t TO '/tmp/x'",
        "SELECT 1; DROP VIEW forecast_current",
        "SELECT 1 /* */; SET a=b",
        "UNCACHE TABLE forecast_current",
        "CLEAR CACHE",
        "KILL QUERY '1'",
        "dfs -ls /",
        "!ls",
      })
  void anythingMoreIsRefused(String statement) {
    Exception refused =
        assertThrows(Exception.class, () -> ReadOnlyQuery.check(spark(), statement));

    // What Spark's parser does not know, it refuses itself.
    Assertions.assertTrue(
        refused instanceof ParseException
            || (refused instanceof ForecastException told && told.exitCode() == ExitCode.USAGE),
        () -> statement + ": " + refused);
  }

  @Test
  void noVariableOrSettingTakesTheLetterOfAQuery() throws Exception {
    for (String text :
        List.of(
            "${env:PATH}",
            "${system:java.home}",
            "${spark:spark.app.name}",
            "${spark.app.name}",
            "${hivevar:x}",
            "${hiveconf:spark.app.name}")) {
      String answer =
          ReadOnlyQuery.answer(spark(), "SELECT '" + text + "' AS x").first().getString(0);
      assertEquals(text, answer);
    }
  }

  @Test
  void aTableThatIsNotThereIsToldWithThoseThatAre() {
    ForecastException refused =
        assertThrows(
            ForecastException.class,
            () -> ReadOnlyQuery.check(spark(), "SELECT * FROM forecast_curent"));

    Assertions.assertTrue(refused.getMessage().contains("there is no table 'forecast_curent'"));
    Assertions.assertTrue(refused.getMessage().contains("There are: forecast_current."));
  }

  @Test
  void aNameOfWithIsNotKnownBeforeItIsGiven() {
    assertThrows(
        ForecastException.class,
        () ->
            ReadOnlyQuery.check(
                spark(), "WITH a AS (SELECT * FROM b), b AS (SELECT 1) SELECT * FROM a"));
    assertThrows(
        ForecastException.class,
        () -> ReadOnlyQuery.check(spark(), "WITH a AS (SELECT * FROM a) SELECT * FROM a"));
  }

  @Test
  void aFunctionThatIsNotThereIsTold() {
    ForecastException refused =
        assertThrows(ForecastException.class, () -> ReadOnlyQuery.check(spark(), "SELECT summ(1)"));

    assertEquals("there is no function 'summ'.", refused.getMessage());
  }
}
