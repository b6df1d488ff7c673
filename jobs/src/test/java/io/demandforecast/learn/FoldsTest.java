package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.demandforecast.config.TrainingSettings.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldsTest {
  @Test
  void originsLieAHorizonApartAndTheLastAHorizonBeforeTheFinalOne() {
    Folds folds = Folds.of(new Validation(3, 0, "rmsse"), 28, 0, 1000);
    assertEquals(List.of(916, 944, 972), folds.origins());
    assertEquals(3, folds.count());
  }

  @Test
  void originsLieAStepApartWhereOneIsSaid() {
    assertEquals(
        List.of(958, 965, 972), Folds.of(new Validation(3, 7, "rmsse"), 28, 0, 1000).origins());
  }

  @Test
  void whatAFoldIsJudgedOnLiesAfterItsOriginAndIsKnown() {
    for (int horizon : new int[] {1, 7, 28}) {
      for (int step : new int[] {0, 1, 7, 40}) {
        Folds folds = Folds.of(new Validation(4, step, "rmsse"), horizon, 0, 1000);
        assertEquals(4, folds.count());
        for (int origin : folds.origins()) {
          assertTrue(origin + horizon <= folds.finalOrigin());
        }
      }
    }
  }

  @Test
  void aShortHistoryHasFewerFolds() {
    Validation validation = new Validation(3, 0, "rmsse");
    assertEquals(List.of(14, 21), Folds.of(validation, 7, 7, 28).origins());
    assertEquals(List.of(21), Folds.of(validation, 7, 8, 28).origins());
    assertEquals(List.of(21), Folds.of(validation, 7, 14, 28).origins());
    assertEquals(List.of(), Folds.of(validation, 7, 15, 28).origins());
  }

  @Test
  void theFitAfterTheLastFoldIsThatOfTheFinalOrigin() {
    Folds folds = Folds.of(new Validation(2, 0, "rmsse"), 7, 0, 100);
    assertEquals(86, folds.originOfFit(0));
    assertEquals(93, folds.originOfFit(1));
    assertEquals(100, folds.originOfFit(2));
  }
}
