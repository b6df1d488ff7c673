package io.demandforecast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
  private static final String ONE_FREQUENCY = "hourly";
  private static final String ONE_ENGINE = "mllib";

  private final ConfigObject reference = ConfigFactory.parseResources("reference.conf").root();

  @Test
  void everyDefaultHasAComment() {
    List<String> bare = new ArrayList<>();
    for (Map.Entry<String, ConfigValue> leaf : leaves(reference).entrySet()) {
      if (!repeats(leaf.getKey(), "frequency-defaults.", ONE_FREQUENCY)
          && !repeats(leaf.getKey(), "engine-defaults.", ONE_ENGINE)
          && leaf.getValue().origin().comments().isEmpty()) {
        bare.add(leaf.getKey());
      }
    }
    assertEquals(List.of(), bare);
  }

  @Test
  void theDocumentNamesEverySetting() throws IOException {
    String document = Files.readString(DOCUMENT);
    List<String> missing = new ArrayList<>();
    for (String path : leaves(reference).keySet()) {
      if (!document.contains("`" + documented(path) + "`")) {
        missing.add(documented(path));
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void theDocumentNamesEveryCheck() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (Class<?> check : RuleSettings.Check.class.getPermittedSubclasses()) {
      String name =
          check.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      assertTrue(document.contains("`" + name + "`"), name);
    }
  }

  /** Whether a path says for another choice what stands with a comment for the one. */
  private static boolean repeats(String path, String choices, String one) {
    return path.startsWith(choices) && !path.startsWith(choices + one);
  }

  /**
   * What a person writes: defaults of inputs, elements, frequencies and engines stand elsewhere in
   * a file.
   */
  private static String documented(String path) {
    return path.replaceFirst("^input-defaults\\.", "inputs.NAME.")
        .replaceFirst("^element-defaults\\.column\\.", "inputs.NAME.columns[].")
        .replaceFirst("^element-defaults\\.scope\\.", "inputs.NAME.scope[].")
        .replaceFirst("^element-defaults\\.covariate\\.", "inputs.NAME.covariates.NAME.")
        .replaceFirst("^element-defaults\\.export\\.", "export.NAME.")
        .replaceFirst("^element-defaults\\.rule\\.", "inputs.NAME.rules.ID.")
        .replaceFirst("^element-defaults\\.candidate\\.", "training.grid[].")
        .replaceFirst("^engine-defaults\\.[a-z]+\\.", "")
        .replaceFirst("^frequency-defaults\\.[a-z]+\\.", "");
  }

  private static Map<String, ConfigValue> leaves(ConfigObject object) {
    Map<String, ConfigValue> leaves = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      if (entry.getValue() instanceof ConfigObject inner && !inner.isEmpty()) {
        leaves(inner).forEach((key, value) -> leaves.put(entry.getKey() + "." + key, value));
      } else {
        leaves.put(entry.getKey(), entry.getValue());
      }
    }
    return leaves;
  }
}
