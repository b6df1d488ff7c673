package io.demandforecast.feature;

import java.math.BigDecimal;

/** Text of a number as it stands in a feature's name. */
final class DecimalText {
  private DecimalText() {}

  /** The shortest plain decimal that reads back as the number: 0.1, 12, 365.25. */
  static String of(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
