package io.demandforecast.export;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Set;

/**
 * Which failures of a database may be gone a little later: connections (class 08 of ISO/IEC
 * 9075-2), transactions that were rolled back for others' sake (class 40), and what servers say of
 * too little room or of being restarted.
 */
final class PassingFailures {
  private static final List<String> CLASSES = List.of("08", "40", "53", "57P", "55P03");

  /**
   * Of MariaDB: too many connections, lock wait timeout, deadlock, server shuts down or is gone.
   */
  private static final Set<Integer> CODES =
      Set.of(1040, 1203, 1205, 1213, 1053, 1927, 2006, 2013, 4031);

  private PassingFailures() {}

  static boolean mayPass(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return failure instanceof SQLTransientException
        || CLASSES.stream().anyMatch(state::startsWith)
        || CODES.contains(failure.getErrorCode());
  }
}
