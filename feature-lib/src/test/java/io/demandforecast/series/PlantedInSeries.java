package io.demandforecast.series;

import io.demandforecast.forecast.Naive;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.spark.sql.types.DataType;

/** What no class of this room may do, so that the architecture test is seen to find it. */
public final class PlantedInSeries {
  private PlantedInSeries() {}

  public static final class KnowsForecast {
    Naive naive;
  }

  public static final class ReadsFile {
    boolean there(String name) {
      return new File(name).exists();
    }
  }

  public static final class ReadsPath {
    Path path;
  }

  public static final class KnowsSparkTypes {
    DataType type;
  }

  /** Allowed: values and streams in memory. */
  public static final class InMemory implements Serializable {
    private static final long serialVersionUID = 1L;
    private final double[][] values = {{1}};

    byte[] bytes() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new DataOutputStream(bytes).writeDouble(values[0][0]);
      return bytes.toByteArray();
    }

    double drawn(long seed) {
      return new Random(seed).nextDouble();
    }
  }

  /** Each asks the outside world in another way. */
  public static final class OutsideWorld {
    private OutsideWorld() {}

    public static final class Today {
      LocalDate today(ZoneId zone) {
        return LocalDate.now(zone);
      }
    }

    public static final class TodayByReference {
      Supplier<Instant> now() {
        return Instant::now;
      }
    }

    public static final class AClock {
      Clock clock() {
        return Clock.systemUTC();
      }
    }

    public static final class Milliseconds {
      long now() {
        return System.currentTimeMillis();
      }
    }

    public static final class Environment {
      String variable() {
        return System.getenv("HOME");
      }
    }

    public static final class Output {
      void print(String text) {
        System.out.println(text);
      }
    }

    public static final class Chance {
      double drawn() {
        return Math.random();
      }
    }

    public static final class SeedOfTheClock {
      double drawn() {
        return new Random().nextDouble();
      }
    }
  }
}
