package io.demandforecast.log;

import java.util.Map;
import java.util.ServiceLoader;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.ReusableLogEventFactory;
import org.apache.logging.log4j.core.impl.ThreadContextDataInjector;
import org.apache.logging.log4j.core.util.ContextDataProvider;

/** Hands {@link LogContext} to log4j, for lines of any thread. */
public final class LogContextProvider implements ContextDataProvider {

  @Override
  public Map<String, String> supplyContextData() {
    return LogContext.values();
  }

  /**
   * From now on log4j asks it. Where this program's jar is on the class path it does so by itself;
   * under spark-submit the jar is in a class loader below log4j's, which finds no provider there.
   */
  public static void install() {
    if (!isFoundByLog4j()
        && LogManager.getContext(false) instanceof LoggerContext context
        && ThreadContextDataInjector.contextDataProviders.stream()
            .noneMatch(LogContextProvider.class::isInstance)) {
      ThreadContextDataInjector.contextDataProviders.add(new LogContextProvider());
      // What makes the lines has looked for providers already: it is made anew.
      context
          .getConfiguration()
          .getLoggers()
          .values()
          .forEach(logger -> logger.setLogEventFactory(new ReusableLogEventFactory()));
    }
  }

  private static boolean isFoundByLog4j() {
    return ServiceLoader.load(
            ContextDataProvider.class, ThreadContextDataInjector.class.getClassLoader())
        .stream()
        .anyMatch(provider -> provider.type() == LogContextProvider.class);
  }
}
