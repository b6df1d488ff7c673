package io.demandforecast.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersJsonTest {
  private static final TreeParameters LEVEL =
      new TreeParameters(Target.LEVEL, 30, 5, 0.1, 32, 9, 1);
  private static final TreeParameters DEEP = new TreeParameters(Target.LEVEL, 30, 8, 0.1, 32, 9, 1);

  @Test
  void parametersAreFoundAmongThoseOfAModel() {
    String stored = ParametersJson.of(List.of(LEVEL, LEVEL.withTrees(7)));
    assertTrue(stored.startsWith("[{\"target\":\"level\",\"trees\":30,\"depth\":5,"), stored);
    assertTrue(ParametersJson.names(stored, LEVEL, false));
    assertTrue(ParametersJson.names(stored, LEVEL.withTrees(7), false));
    assertFalse(ParametersJson.names(stored, LEVEL.withTrees(8), false));
    assertFalse(ParametersJson.names(stored, DEEP, false));
  }

  @Test
  void theNumberOfTreesSaysNothingWhereItIsChosenAnew() {
    String stored = ParametersJson.of(List.of(LEVEL.withTrees(12)));
    assertTrue(ParametersJson.names(stored, LEVEL, true));
    assertFalse(ParametersJson.names(stored, LEVEL, false));
    assertFalse(ParametersJson.names(stored, DEEP, true));
    assertEquals("[]", ParametersJson.of(List.of()));
  }
}
