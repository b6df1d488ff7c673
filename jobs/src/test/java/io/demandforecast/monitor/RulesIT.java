package io.demandforecast.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.demandforecast.monitor.MonitoringPrograms.Said;
import org.junit.jupiter.api.Test;

/** Rules and configurations, judged by the programs that read them. */
class RulesIT {

  @Test
  void prometheusTakesConfigurationAndRules() throws Exception {
    MonitoringPrograms programs = MonitoringPrograms.orSkip();
    succeeds(programs.run("promtool", "check", "config", "prometheus.yml"));
    succeeds(programs.run("promtool", "check", "rules", "rules/recording.yml", "rules/alerts.yml"));
  }

  @Test
  void alertsFireWhereTheyMustAndNowhereElse() throws Exception {
    succeeds(MonitoringPrograms.orSkip().run("promtool", "test", "rules", "tests/alerts_test.yml"));
  }

  @Test
  void alertsGoToWhomTheyConcern() throws Exception {
    MonitoringPrograms programs = MonitoringPrograms.orSkip();
    succeeds(programs.run("amtool", "check-config", "alertmanager.yml"));
    assertEquals("on-call,answerable", route(programs, "severity=critical"));
    assertEquals("team", route(programs, "severity=warning"));
  }

  private static String route(MonitoringPrograms programs, String label) throws Exception {
    Said said =
        programs.run("amtool", "config", "routes", "test", "--config.file=alertmanager.yml", label);
    succeeds(said);
    return said.text()
        .lines()
        .filter(line -> !line.startsWith("Warning:"))
        .reduce("", (a, b) -> a + b);
  }

  private static void succeeds(Said said) {
    assertEquals(0, said.code(), said.text());
  }
}
