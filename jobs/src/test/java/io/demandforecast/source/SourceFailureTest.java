package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;

class SourceFailureTest {
  private static final DataFile PACKED = new DataFile("file:/d/a.csv.gz", "a.csv.gz", 10);
  private static final DataFile PLAIN = new DataFile("file:/d/a.csv", "a.csv", 10);

  @Test
  void theExplanationWithinAWrappedFailureIsFound() {
    ForecastException explained = ForecastException.data("no");

    assertSame(
        explained, SourceFailure.explain(new RuntimeException(new Exception("job", explained))));
  }

  @Test
  void whatIsNoFailureOfASourceStaysAsItIs() {
    RuntimeException defect = new IllegalArgumentException("a defect");
    Exception checked = new Exception("another");

    assertSame(defect, SourceFailure.explain(defect));
    assertSame(
        checked,
        assertInstanceOf(IllegalStateException.class, SourceFailure.explain(checked)).getCause());
  }

  @Test
  void aLostDatabaseConnectionIsTransient() {
    RuntimeException failure =
        SourceFailure.explain(new RuntimeException(new SQLException("gone", "08006")));

    assertEquals(ExitCode.TRANSIENT, ((ForecastException) failure).exitCode());
  }

  @Test
  void damageIsOfTheDataAndTroubleOnTheWayIsTransient() {
    assertEquals(ExitCode.DATA_CONTRACT, code(PACKED, new EOFException()));
    assertEquals(ExitCode.DATA_CONTRACT, code(PACKED, new IOException("not a gzip file")));
    assertEquals(ExitCode.DATA_CONTRACT, code(PLAIN, new FileNotFoundException("a.csv")));
    assertEquals(ExitCode.DATA_CONTRACT, code(PLAIN, new AccessControlException("no")));
    assertEquals(ExitCode.TRANSIENT, code(PACKED, new SocketTimeoutException("slow")));
    assertEquals(ExitCode.TRANSIENT, code(PLAIN, new IOException("connection reset")));
  }

  private static ExitCode code(DataFile file, IOException failure) {
    return SourceFailure.of(file, failure, 7).exitCode();
  }
}
