package io.demandforecast.cli;

import io.demandforecast.failure.ExitCode;

/**
 * What a person is told of something that was thrown.
 *
 * @param code what the command ends with
 * @param message what is wrong and what to do
 */
record Failure(ExitCode code, String message) {

  /** Whether it is a defect: then the stack trace is kept. */
  boolean unexpected() {
    return code == ExitCode.BUG;
  }
}
