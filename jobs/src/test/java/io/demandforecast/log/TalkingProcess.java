package io.demandforecast.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes lines as a command does, from its own thread and from another. */
public final class TalkingProcess {
  private TalkingProcess() {}

  /**
   * @param args how often it says the same
   */
  public static void main(String[] args) throws InterruptedException {
    LogContextProvider.install();
    Logger own = LoggerFactory.getLogger(TalkingProcess.class);
    Logger other = LoggerFactory.getLogger("org.apache.spark.Other");
    LogContext.put(LogContext.Key.COMMAND, "run");
    LogContext.put(LogContext.Key.STAGE, "predict");
    LogContext.put(LogContext.Key.RUN_ID, "r-2025-12-31-0ebfc7ce61-1");
    LogContext.put(LogContext.Key.AS_OF, "2025-12-31");
    LogContext.put(LogContext.Key.TABLE, "forecasts");
    own.info("an \"info\" line");
    other.info("of others");
    own.warn("a warning", new IllegalStateException("with\ntwo lines"));
    Thread thread = new Thread(() -> other.warn("of another thread"), "task");
    thread.start();
    thread.join();
    LogContext.clear();
    own.warn("at the end");
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      own.warn("the same again");
    }
    System.out.println("screen: " + LogTarget.isScreen());
  }
}
