package io.demandforecast.feature;

import java.util.List;

/** Names of what features are made of, other than covariates, groups and attributes. */
final class Inputs {
  /** The series' own past. */
  static final List<String> TARGET = List.of("target");

  /** The calendar, or the lead. */
  static final List<String> NONE = List.of();

  private Inputs() {}
}
