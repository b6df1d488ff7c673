package io.demandforecast.monitor;

import java.io.IOException;

/** Somewhere that figures go. */
interface Target {

  /** Takes figures in the place of those of the same group. */
  void take(Report report) throws IOException;

  /** What a person calls it. */
  String name();
}
