package io.demandforecast.log;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/** Begins a program as spark-submit does: in a class loader below that of Spark and of log4j. */
public final class BelowLog4j {
  private BelowLog4j() {}

  /**
   * @param args the program's class path, its main class, then what it is given
   */
  public static void main(String[] args) throws Exception {
    String[] places = args[0].split(File.pathSeparator);
    URL[] program = new URL[places.length];
    for (int i = 0; i < places.length; i++) {
      program[i] = new File(places[i]).toURI().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(program, BelowLog4j.class.getClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      String[] given = Arrays.copyOfRange(args, 2, args.length);
      loader.loadClass(args[1]).getMethod("main", String[].class).invoke(null, (Object) given);
    }
  }
}
