package io.demandforecast.config;

/**
 * Something wrong in the configuration.
 *
 * @param place where it was written
 * @param path path of the setting; empty where a source as a whole is wrong
 * @param value the value as written, masked where it may be secret; empty where there is none
 * @param message what is expected or what to do
 */
record ConfigProblem(Place place, String path, String value, String message) {
  private static final int LONGEST_VALUE = 80;

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(place).append(": ");
    if (!path.isEmpty()) {
      text.append(path);
      if (!value.isEmpty()) {
        text.append(" = ").append(shortened());
      }
      text.append(": ");
    }
    return text.append(message).toString();
  }

  private String shortened() {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
  }
}
