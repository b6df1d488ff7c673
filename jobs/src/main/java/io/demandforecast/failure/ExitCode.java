package io.demandforecast.failure;

/** What a command ends with. */
public enum ExitCode {
  OK(0),
  /** A defect of this software. */
  BUG(1),
  /** The command line is wrong. */
  USAGE(2),
  /** The configuration is wrong. */
  CONFIGURATION(3),
  /** The data break what was declared of them. */
  DATA_CONTRACT(4),
  /** Something outside failed; trying again may help. */
  TRANSIENT(5),
  /** A forecast was made and not published, because an audit failed. */
  AUDIT_FAILED(6);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
