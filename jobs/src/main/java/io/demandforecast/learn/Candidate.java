package io.demandforecast.learn;

import io.demandforecast.config.TrainingSettings.TreeParameters;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/**
 * A forecaster that is tried.
 *
 * @param name unique among the candidates
 * @param trees parameters to fit trees with; empty for one that learns nothing
 */
public record Candidate(String name, Optional<TreeParameters> trees) implements Serializable {

  /** A candidate of boosted trees, named by its parameters. */
  public static Candidate of(String engine, TreeParameters p) {
    return new Candidate(
        "%s %s trees=%d depth=%d step=%s"
            .formatted(
                engine, p.target().name().toLowerCase(Locale.ROOT), p.trees(), p.depth(), p.step()),
        Optional.of(p));
  }

  /** A forecaster that needs no fit. */
  public static Candidate baseline(String name) {
    return new Candidate(name, Optional.empty());
  }
}
