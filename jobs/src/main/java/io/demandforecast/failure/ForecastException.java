package io.demandforecast.failure;

/**
 * An error a user can act on: what is wrong, where, and what to do. The command line shows the
 * message alone and ends with the exit code; anything else that is thrown is a defect.
 */
public final class ForecastException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ExitCode exitCode;

  private ForecastException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command line asks for something that cannot be. */
  public static ForecastException usage(String message) {
    return new ForecastException(ExitCode.USAGE, message, null);
  }

  /** The configuration is wrong. */
  public static ForecastException configuration(String message) {
    return new ForecastException(ExitCode.CONFIGURATION, message, null);
  }

  /** The data break what was declared of them. */
  public static ForecastException data(String message) {
    return new ForecastException(ExitCode.DATA_CONTRACT, message, null);
  }

  /** {@link #data(String)} with the failure that showed it. */
  public static ForecastException data(String message, Throwable cause) {
    return new ForecastException(ExitCode.DATA_CONTRACT, message, cause);
  }

  /** Something outside failed, or another run holds what is needed; trying again may help. */
  public static ForecastException transientFailure(String message, Throwable cause) {
    return new ForecastException(ExitCode.TRANSIENT, message, cause);
  }

  /** What is needed has not come yet; trying again later will help. */
  public static ForecastException notYet(String message) {
    return new ForecastException(ExitCode.TRANSIENT, message, null);
  }

  /** An audit failed: nothing was published. */
  public static ForecastException audit(String message) {
    return new ForecastException(ExitCode.AUDIT_FAILED, message, null);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
