package io.demandforecast.monitor;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes syslog in over TCP, each message after the count of its octets (RFC 6587, 3.4.1). */
final class SyslogReceiver implements AutoCloseable {
  private final ServerSocket server = new ServerSocket();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> received = new CopyOnWriteArrayList<>();

  /**
   * @param port 0 for any that is free
   */
  SyslogReceiver(int port) throws IOException {
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    background(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Messages so far, header and all. */
  List<String> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket connection = server.accept();
      connections.add(connection);
      background(() -> read(connection));
    }
  }

  private void read(Socket connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.getInputStream());
    for (int next = in.read(); next >= 0; next = in.read()) {
      int octets = 0;
      for (; next != ' '; next = in.read()) {
        octets = 10 * octets + Character.digit(next, 10);
      }
      received.add(new String(in.readNBytes(octets), StandardCharsets.UTF_8));
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void background(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (SocketException closed) {
                // Closed, here or by the other side: there is nothing more to take in.
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
