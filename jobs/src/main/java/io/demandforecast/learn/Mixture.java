package io.demandforecast.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What may become champion: a candidate alone or the weighted mean of some.
 *
 * @param shares its members, the trees first
 */
record Mixture(List<Share> shares) {

  /** What a baseline weighs beside trees: it steadies them, it does not replace them. */
  private static final double BASELINE = 0.2;

  /**
   * A member.
   *
   * @param weight of its forecast; those of a mixture add up to 1
   */
  record Share(Candidate candidate, double weight) {}

  Mixture {
    shares = List.copyOf(shares);
  }

  static Mixture of(Candidate candidate) {
    return new Mixture(List.of(new Share(candidate, 1)));
  }

  /**
   * Everything that is judged: each candidate alone and, where means are asked for, the mean of all
   * pairs of trees, of all trees where there are more, and each of these with a little of a
   * baseline. Weights are few and fixed on purpose: those that fit a few origins best are mostly
   * noise (Smith and Wallis 2009).
   */
  static List<Mixture> all(List<Candidate> candidates, boolean combine) {
    List<Mixture> all = new ArrayList<>(candidates.stream().map(Mixture::of).toList());
    if (!combine) {
      return all;
    }
    List<Candidate> trees = candidates.stream().filter(one -> one.trees().isPresent()).toList();
    List<Mixture> ofTrees = new ArrayList<>(trees.stream().map(Mixture::of).toList());
    for (int i = 0; i < trees.size(); i++) {
      for (int k = i + 1; k < trees.size(); k++) {
        ofTrees.add(mean(List.of(trees.get(i), trees.get(k))));
      }
    }
    if (trees.size() > 2) {
      ofTrees.add(mean(trees));
    }
    all.addAll(ofTrees.subList(trees.size(), ofTrees.size()));
    for (Mixture mixture : ofTrees) {
      for (Candidate candidate : candidates) {
        if (candidate.trees().isEmpty()) {
          all.add(mixture.with(candidate));
        }
      }
    }
    return all;
  }

  private static Mixture mean(List<Candidate> members) {
    return new Mixture(members.stream().map(one -> new Share(one, 1.0 / members.size())).toList());
  }

  private Mixture with(Candidate baseline) {
    List<Share> more = new ArrayList<>();
    shares.forEach(
        share -> more.add(new Share(share.candidate(), share.weight() * (1 - BASELINE))));
    more.add(new Share(baseline, BASELINE));
    return new Mixture(more);
  }

  /** Name of the candidate, or of all with their weights. */
  String name() {
    return isSingle()
        ? shares.get(0).candidate().name()
        : shares.stream()
            .map(share -> "%.2f x %s".formatted(share.weight(), share.candidate().name()))
            .collect(Collectors.joining(" + "));
  }

  boolean isSingle() {
    return shares.size() == 1;
  }

  /** Members that are fitted. */
  List<Candidate> trees() {
    return shares.stream().map(Share::candidate).filter(one -> one.trees().isPresent()).toList();
  }

  boolean mixesTreesAlone() {
    return trees().size() == shares.size();
  }

  /** Weight of each of the candidates, 0 for those that are no members. */
  double[] weights(List<Candidate> candidates) {
    double[] weights = new double[candidates.size()];
    shares.forEach(share -> weights[candidates.indexOf(share.candidate())] = share.weight());
    return weights;
  }
}
