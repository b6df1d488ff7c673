package io.demandforecast.log;

import java.util.Map;
import org.apache.logging.log4j.core.util.ContextDataProvider;

/** Hands {@link LogContext} to log4j, for lines of any thread. */
public final class LogContextProvider implements ContextDataProvider {

  @Override
  public Map<String, String> supplyContextData() {
    return LogContext.values();
  }
}
