package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.TrainingSettings.Target;
import io.demandforecast.config.TrainingSettings.TreeParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixtureTest {
  private static final Candidate CORRECTION = trees(Target.CORRECTION);
  private static final Candidate LEVEL = trees(Target.LEVEL);
  private static final Candidate NAIVE = Candidate.baseline("naive");
  private static final List<Candidate> ALL = List.of(CORRECTION, LEVEL, NAIVE);

  private static Candidate trees(Target target) {
    return Candidate.of("xgboost", new TreeParameters(target, 3, 2, 0.5, 8, 1, 1));
  }

  @Test
  void alonePairsAndEachWithALittleOfABaselineAreTried() {
    List<Mixture> mixtures = Mixture.all(ALL, true);
    assertEquals(
        List.of(
            "xgboost correction trees=3 depth=2 step=0.5",
            "xgboost level trees=3 depth=2 step=0.5",
            "naive",
            "0.50 x xgboost correction trees=3 depth=2 step=0.5"
                + " + 0.50 x xgboost level trees=3 depth=2 step=0.5",
            "0.80 x xgboost correction trees=3 depth=2 step=0.5 + 0.20 x naive",
            "0.80 x xgboost level trees=3 depth=2 step=0.5 + 0.20 x naive",
            "0.40 x xgboost correction trees=3 depth=2 step=0.5"
                + " + 0.40 x xgboost level trees=3 depth=2 step=0.5 + 0.20 x naive"),
        mixtures.stream().map(Mixture::name).toList());
    assertArrayEquals(new double[] {0.4, 0.4, 0.2}, mixtures.get(6).weights(ALL), 1e-12);
    assertEquals(List.of(CORRECTION, LEVEL), mixtures.get(6).trees());
    assertTrue(mixtures.get(3).mixesTreesAlone());
    assertFalse(mixtures.get(6).mixesTreesAlone());
  }

  @Test
  void threeTreesHaveAMeanOfAllAndWithoutMeansEachStandsAlone() {
    Candidate third = Candidate.of("xgboost", new TreeParameters(Target.LEVEL, 9, 2, 0.5, 8, 1, 1));
    List<Candidate> candidates = List.of(CORRECTION, LEVEL, third);
    List<Mixture> mixtures = Mixture.all(candidates, true);
    assertEquals(7, mixtures.size());
    assertArrayEquals(
        new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, mixtures.get(6).weights(candidates), 1e-12);
    assertEquals(candidates.stream().map(Mixture::of).toList(), Mixture.all(candidates, false));
  }
}
