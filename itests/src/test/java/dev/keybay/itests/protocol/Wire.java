package dev.keybay.itests.protocol;

import dev.keybay.itests.Broker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One HTTP/1.1 exchange byte by byte, for what an HTTP library would not send. */
final class Wire implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Socket socket;

  Wire(Broker broker) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), broker.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  void send(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Everything until the broker closes the connection. */
  String rest() throws IOException {
    InputStream in = socket.getInputStream();
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The answer to a request for this target, taken as it stands. */
  static String get(Broker broker, String target) throws IOException {
    try (Wire wire = new Wire(broker)) {
      wire.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return wire.rest();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
