package io.demandforecast.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.testing.SparkTest;
import java.time.Duration;
import java.time.Instant;
import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SparkTasksIT extends SparkTest {

  @Test
  void tasksThatRanAreCounted() throws Exception {
    SparkTasks tasks = new SparkTasks();
    sc().addSparkListener(tasks);
    try {
      Dataset<Long> numbers = spark().range(0, 100, 1, 7);
      assertEquals(100, numbers.javaRDD().count());

      TaskCounts counts = settled(tasks, 7);

      assertEquals(7, counts.done());
      assertEquals(7, counts.total());
    } finally {
      sc().removeSparkListener(tasks);
    }
  }

  @Test
  void countsAreTakenFromAMomentOn() {
    TaskCounts later = new TaskCounts(7, 9, 100).since(new TaskCounts(2, 4, 40));

    assertEquals(new TaskCounts(5, 5, 60), later);
  }

  /** Spark tells its listeners a little later. */
  private static TaskCounts settled(SparkTasks tasks, int done) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (tasks.get().done() < done) {
      Assertions.assertTrue(Instant.now().isBefore(end), "no task was told of");
      Thread.sleep(20);
    }
    return tasks.get();
  }
}
