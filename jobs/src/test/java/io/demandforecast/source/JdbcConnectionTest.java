package io.demandforecast.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.InputSettings;
import io.demandforecast.config.InputSettings.Format;
import io.demandforecast.config.InputSettings.Jdbc;
import io.demandforecast.failure.ExitCode;
import io.demandforecast.failure.ForecastException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JdbcConnectionTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("DB_USER", "planner", "DB_PASSWORD", "hush-hush");

  @Test
  void aServerThatIsNotThereIsATransientFailure() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/sales?connectTimeout=2";
    JdbcConnection connection = new JdbcConnection(input(url, "sales"), ENVIRONMENT);

    ForecastException failure = assertThrows(ForecastException.class, connection::open);

    assertEquals(ExitCode.TRANSIENT, failure.exitCode());
    assertTrue(failure.getMessage().contains("127.0.0.1:" + port), failure.getMessage());
    assertFalse(failure.getMessage().contains("hush-hush"));
  }

  @Test
  void theMissingVariableIsNamed() {
    assertWrong(input("jdbc:postgresql://h/d", "t"), Map.of(), "DB_USER", "user");
    assertWrong(
        input("jdbc:postgresql://h/d", "t"), Map.of("DB_USER", "u"), "DB_PASSWORD", "password");
  }

  @Test
  void credentialsInTheUrlAreRefusedAndNotRepeated() {
    for (String url :
        new String[] {
          "jdbc:postgresql://h/d?user=u&password=hush-hush", "jdbc:postgresql://u:hush-hush@h/d"
        }) {
      assertFalse(
          assertWrong(input(url, "t"), ENVIRONMENT, "credentials").contains("hush-hush"), url);
    }
  }

  @Test
  void otherDatabasesAndTextsThatNameNoTableAreRefused() {
    assertWrong(input("jdbc:h2:mem:x", "t"), ENVIRONMENT, "jdbc:postgresql:");
    assertWrong(input("jdbc:postgresql://h/d", "(select 1) x"), ENVIRONMENT, "no name of a table");
    assertWrong(InputBuilder.of(Format.JDBC, "").build(), ENVIRONMENT, "jdbc is missing");
  }

  @Test
  void thePlaceLeavesOutParameters() {
    assertEquals(
        "jdbc:postgresql://h:5433/d#public.\"Sales\"",
        new JdbcConnection(
                input("jdbc:postgresql://h:5433/d?sslmode=require", "public.\"Sales\""),
                ENVIRONMENT)
            .place());
  }

  private static String assertWrong(
      InputSettings input, Map<String, String> environment, String... words) {
    ForecastException refusal =
        assertThrows(ForecastException.class, () -> new JdbcConnection(input, environment));
    assertEquals(ExitCode.CONFIGURATION, refusal.exitCode());
    for (String word : words) {
      assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
    }
    return refusal.getMessage();
  }

  private static InputSettings input(String url, String table) {
    return InputBuilder.of(Format.JDBC, "")
        .columns("day")
        .jdbc(new Jdbc(url, table, "DB_USER", "DB_PASSWORD", Optional.empty(), 1, 100))
        .build();
  }
}
