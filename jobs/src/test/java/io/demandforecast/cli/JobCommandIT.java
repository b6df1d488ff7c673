package io.demandforecast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.demandforecast.config.ForecastConfig;
import io.demandforecast.failure.ForecastException;
import io.demandforecast.progress.Progress;
import io.demandforecast.testing.SparkTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class JobCommandIT extends SparkTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aJobIsGivenSessionConfigurationAndProgress() {
    assertEquals(0, execute(new Counting(), "--as-of", "2025-12-01"), err.toString());

    assertEquals("demo counted 10 as of 2025-12-01\n", out.toString());
    Assertions.assertTrue(
        err.toString().matches("\\[1/1] count\n\\[1/1] count: done, 10 rows, .*\n"),
        err.toString());
  }

  @Test
  void theSessionOfSomebodyElseStays() {
    assertEquals(0, execute(new Counting()));

    assertFalse(sc().isStopped());
  }

  @Test
  void whatATaskThrewEndsTheCommandWithItsCode() {
    assertEquals(4, execute(new Refusing(), "--progress", "none"));

    assertEquals("forecast: line 7 is no number\n", err.toString());
  }

  private int execute(JobCommand command, String... arguments) {
    CommandLine line = Commands.line(List.of(command), new PrintWriter(out), new PrintWriter(err));
    String[] all = new String[arguments.length + 3];
    all[0] = "job";
    all[1] = "-c";
    all[2] = CommandLineRun.DEMO;
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    int code = line.execute(all);
    line.getOut().flush();
    return code;
  }

  @Command(name = "job")
  static final class Counting extends JobCommand {
    @Override
    protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
      progress.plan(List.of("count"));
      progress.stage("count");
      long count = spark.range(10).count();
      progress.rows(count);
      progress.done();
      out()
          .println(
              config.name()
                  + " counted "
                  + count
                  + " as of "
                  + asOf().map(Object::toString).orElse("the end"));
    }
  }

  @Command(name = "job")
  static final class Refusing extends JobCommand {
    @Override
    protected void run(SparkSession spark, ForecastConfig config, Progress progress) {
      spark
          .range(10)
          .map(
              (MapFunction<Long, Long>)
                  number -> {
                    throw ForecastException.data("line 7 is no number");
                  },
              Encoders.LONG())
          .count();
    }
  }
}
