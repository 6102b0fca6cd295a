package dev.keybay.client.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each request with the next of the given bytes, one connection at a time. */
final class CannedServer implements AutoCloseable {

  /** At the end of an answer: close the connection after it. */
  static final String CLOSE = "\u0000";

  private final ServerSocket server;
  private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile String lastRequest = "";

  CannedServer() {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "canned-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  String lastRequest() {
    return lastRequest;
  }

  void answers(String... texts) {
    answers.addAll(List.of(texts));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        connections.incrementAndGet();
        converse(socket);
      } catch (IOException e) {
        // The client, or the end of the test, has closed it.
      }
    }
  }

  private void converse(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder request = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      request.append((char) b);
      if (request.toString().endsWith("\r\n\r\n")) {
        lastRequest = request.toString();
        request.setLength(0);
        String answer = answers.remove();
        socket
            .getOutputStream()
            .write(answer.replace(CLOSE, "").getBytes(StandardCharsets.US_ASCII));
        if (answer.endsWith(CLOSE) || answer.contains("Connection: close")) {
          return;
        }
      }
    }
  }
}
