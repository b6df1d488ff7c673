package io.demandforecast.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final Mixture A = Mixture.of(Candidate.baseline("a"));
  private static final Mixture B = Mixture.of(Candidate.baseline("b"));
  private static final Mixture C = Mixture.of(Candidate.baseline("c"));

  @Test
  void theLeastMeanErrorComesFirst() {
    Map<String, List<FoldScore>> scores =
        Map.of("a", errors(0.9, 0.2), "b", errors(0.5, 0.5), "c", errors(0.4, 0.8));
    assertEquals(List.of(B, A, C), Ranking.of(List.of(A, B, C), scores, "wape"));
    assertEquals(0.55, Ranking.mean(scores.get("a"), "wape"), 1e-12);
  }

  @Test
  void aCandidateWithoutAFigureComesLast() {
    Map<String, List<FoldScore>> scores =
        Map.of("a", errors(0.1, Double.NaN), "b", errors(0.9, 0.9), "c", errors(0.5, 0.5));
    assertEquals(List.of(C, B, A), Ranking.of(List.of(A, B, C), scores, "wape"));
  }

  @Test
  void equalsAndThoseWithoutAnyFoldStayInTheOrderTried() {
    Map<String, List<FoldScore>> none = Map.of("a", List.of(), "b", List.of(), "c", List.of());
    assertEquals(List.of(C, A, B), Ranking.of(List.of(C, A, B), none, "rmsse"));
    assertTrue(Double.isNaN(Ranking.mean(List.of(), "rmsse")));
    Map<String, List<FoldScore>> same = Map.of("a", errors(1), "b", errors(1), "c", errors(1));
    assertEquals(List.of(B, C, A), Ranking.of(List.of(B, C, A), same, "wape"));
  }

  @Test
  void aMeanOfCandidatesMustEarnItsMembers() {
    Candidate a = Candidate.baseline("a");
    Candidate b = Candidate.baseline("b");
    Mixture both = new Mixture(List.of(new Mixture.Share(a, 0.5), new Mixture.Share(b, 0.5)));
    Map<String, List<FoldScore>> hardlyBetter =
        Map.of("a", errors(1), "b", errors(2), both.name(), errors(0.9995));
    assertEquals(A, Ranking.of(List.of(A, B, both), hardlyBetter, "wape").get(0));
    Map<String, List<FoldScore>> better =
        Map.of("a", errors(1), "b", errors(2), both.name(), errors(0.99));
    assertEquals(both, Ranking.of(List.of(A, B, both), better, "wape").get(0));
  }

  /** Scores whose WAPE is a given number; NaN: nothing to score. */
  private static List<FoldScore> errors(double... wapes) {
    return Arrays.stream(wapes)
        .mapToObj(
            wape -> {
              FoldScore score = new FoldScore();
              score.add(
                  new double[] {Double.isNaN(wape) ? wape : 1}, new double[] {1 + wape}, 1, 1);
              return score;
            })
        .toList();
  }
}
