package io.demandforecast.killed;

import io.demandforecast.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line that dies at the next of its points, and says so by nothing but its death. */
final class KilledProcess {
  private static final Pattern STAGE = Pattern.compile("\\[\\d+/\\d+] ([^:]+)(: done.*)?");

  private KilledProcess() {}

  /**
   * @param args the words of a command
   */
  public static void main(String[] args) {
    PrintStream err = new PrintStream(new Stages(System.err), true, StandardCharsets.UTF_8);
    System.exit(Main.run(args, System.out, err));
  }

  /** Hears stages begin and end from what is told of progress. */
  private static final class Stages extends OutputStream {
    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Stages(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      if (one != '\n') {
        line.write(one);
        return;
      }
      Matcher stage = STAGE.matcher(line.toString(StandardCharsets.UTF_8));
      line.reset();
      if (stage.matches()) {
        out.flush();
        Points points = Points.ofProcess();
        String what = stage.group(1) + (stage.group(2) == null ? ": begun" : ": ended");
        points.reach("stage " + points.count(what) + " " + what);
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
