package io.demandforecast.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where an Alertmanager's messages arrive: a pager's webhook, and a mail server. */
public final class AlertInbox implements AutoCloseable {
  /** To whom the webhook's messages are. */
  public static final String PAGER = "pager";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final HttpServer pager;
  private final ServerSocket mail;

  /**
   * What arrived.
   *
   * @param to {@link #PAGER} or an address
   * @param text JSON of the webhook, a mail with its headers
   */
  public record Message(String to, String text, Instant at) {
    /** Whether it tells of an alert that is there: firing, or one that is over: resolved. */
    boolean tells(String alert, String status) {
      if (!to.equals(PAGER)) {
        // Its subject begins with the status and how many alerts have it.
        return text.contains(alert) && text.toLowerCase(Locale.ROOT).contains("[" + status);
      }
      try {
        for (JsonNode one : JSON.readTree(text).path("alerts")) {
          if (one.path("labels").path("alertname").asText().equals(alert)
              && one.path("status").asText().equals(status)) {
            return true;
          }
        }
        return false;
      } catch (IOException noJson) {
        throw new UncheckedIOException(noJson);
      }
    }
  }

  public AlertInbox() throws IOException {
    pager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    pager.createContext(
        "/forecast",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          messages.add(new Message(PAGER, new String(body, StandardCharsets.UTF_8), Instant.now()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    pager.start();
    mail = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread postman = new Thread(this::takeMail, "mail");
    postman.setDaemon(true);
    postman.start();
  }

  URI pager() {
    return URI.create("http://127.0.0.1:" + pager.getAddress().getPort() + "/forecast");
  }

  int mailPort() {
    return mail.getLocalPort();
  }

  /** The first message to somebody about an alert; waits for it. */
  public Message await(String to, String alert, String status) throws InterruptedException {
    Instant until = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(until)) {
      Optional<Message> found = first(to, alert, status);
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(200);
    }
    throw new AssertionError("nobody told " + to + " of " + alert + ", but: " + messages);
  }

  /** The same of what is there already. */
  public Optional<Message> first(String to, String alert, String status) {
    return messages.stream()
        .filter(message -> message.to().equals(to) && message.tells(alert, status))
        .findFirst();
  }

  private void takeMail() {
    try {
      while (true) {
        try (Socket sender = mail.accept()) {
          new Conversation(sender).hold();
        }
      }
    } catch (SocketException closed) {
      // The end of the test.
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** As much of RFC 5321 as it takes to be given a mail. */
  private final class Conversation {
    private final BufferedReader in;
    private final Writer out;
    private String to = "";

    Conversation(Socket sender) throws IOException {
      in =
          new BufferedReader(
              new InputStreamReader(sender.getInputStream(), StandardCharsets.UTF_8));
      out = new OutputStreamWriter(sender.getOutputStream(), StandardCharsets.UTF_8);
    }

    void hold() throws IOException {
      say("220 inbox");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        switch (verb) {
          case "RCPT" -> {
            to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            say("250 ok");
          }
          case "DATA" -> {
            say("354 go on");
            messages.add(new Message(to, body(), Instant.now()));
            say("250 ok");
          }
          case "QUIT" -> {
            say("221 bye");
            return;
          }
          default -> say("250 ok");
        }
      }
    }

    private String body() throws IOException {
      StringBuilder text = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
        text.append(line).append('\n');
      }
      // Quoted-printable breaks long lines, and writes this sign by its number.
      return text.toString().replace("=\n", "").replace("=3D", "=");
    }

    private void say(String line) throws IOException {
      out.write(line + "\r\n");
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    pager.stop(0);
    mail.close();
  }
}
