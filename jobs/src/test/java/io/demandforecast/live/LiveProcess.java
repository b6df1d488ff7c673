package io.demandforecast.live;

import io.demandforecast.cli.Main;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSession;

/** Runs a command, and keeps the last that Spark's page said of its metrics meanwhile. */
public final class LiveProcess {
  private LiveProcess() {}

  /**
   * @param args the command line
   */
  public static void main(String[] args) throws InterruptedException {
    AtomicReference<String> last = new AtomicReference<>("");
    HttpClient client = HttpClient.newHttpClient();
    Thread scrapes =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                try {
                  var session = SparkSession.getDefaultSession();
                  if (session.isDefined()) {
                    String page = session.get().sparkContext().uiWebUrl().get();
                    HttpResponse<String> response =
                        client.send(
                            HttpRequest.newBuilder(URI.create(page + "/metrics/prometheus/"))
                                .build(),
                            HttpResponse.BodyHandlers.ofString());
                    if (response.statusCode() == 200 && !response.body().isEmpty()) {
                      last.set(response.body());
                    }
                  }
                  Thread.sleep(100);
                } catch (InterruptedException done) {
                  return;
                } catch (java.io.IOException ending) {
                  // The session ends with the command.
                }
              }
            });
    scrapes.setDaemon(true);
    scrapes.start();
    int code = Main.run(args, System.out, System.err);
    scrapes.interrupt();
    scrapes.join();
    System.out.println(last.get());
    System.exit(code);
  }
}
