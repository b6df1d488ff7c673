package io.demandforecast.demo;

/** A row of sales as it should not be, made from a good one, so that quarantine has work. */
enum Defect {
  IMPOSSIBLE_DATE {
    @Override
    String line(String date, String store, String item, int units) {
      return row("2024-02-30", store, item, "3");
    }
  },
  TEXT_QUANTITY {
    @Override
    String line(String date, String store, String item, int units) {
      return row(date, store, item, "three");
    }
  },
  NEGATIVE_QUANTITY {
    @Override
    String line(String date, String store, String item, int units) {
      return row(date, store, item, "-4");
    }
  },
  DECIMAL_COMMA {
    @Override
    String line(String date, String store, String item, int units) {
      return row(date, store, item, "\"2,5\"");
    }
  },
  UNKNOWN_ITEM {
    @Override
    String line(String date, String store, String item, int units) {
      return row(date, store, "X00001", "1");
    }
  },
  DUPLICATED_KEY {
    @Override
    String line(String date, String store, String item, int units) {
      return row(date, store, item, Integer.toString(units + 1));
    }
  },
  MISSING_STORE {
    @Override
    String line(String date, String store, String item, int units) {
      return row(date, "", item, "1");
    }
  },
  TOO_MANY_FIELDS {
    @Override
    String line(String date, String store, String item, int units) {
      return row(date, store, item, "1,0.00");
    }
  },
  TOO_FEW_FIELDS {
    @Override
    String line(String date, String store, String item, int units) {
      return date + "," + store;
    }
  },
  NOT_A_NUMBER {
    @Override
    String line(String date, String store, String item, int units) {
      return row(date, store, item, "NaN");
    }
  },
  OVERFLOW {
    @Override
    String line(String date, String store, String item, int units) {
      return row(date, store, item, "99999999999999999999");
    }
  },
  FUTURE_DATE {
    @Override
    String line(String date, String store, String item, int units) {
      return row("2031-07-01", store, item, "2");
    }
  },
  BEFORE_1900 {
    @Override
    String line(String date, String store, String item, int units) {
      return row("1899-12-31", store, item, "2");
    }
  },
  FOREIGN_DATE {
    @Override
    String line(String date, String store, String item, int units) {
      return row("31.12.2024", store, item, "2");
    }
  };

  /** The line that stands after the good row of these fields. */
  abstract String line(String date, String store, String item, int units);

  private static String row(String date, String store, String item, String units) {
    return String.join(",", date, store, item, units);
  }
}
