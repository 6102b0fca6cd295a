package dev.keybay.itests.fuzz;

import dev.keybay.itests.Broker;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection for many requests; made anew only after an answer that says it ends here. */
final class KeptConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n");

  /**
   * An answer.
   *
   * @param head in lower case, with its status line
   * @param closes whether the broker ends the connection
   */
  record Reply(int status, String head, String body, boolean closes) {}

  private final Broker broker;
  private Socket socket;
  private InputStream in;
  private int reconnects;

  KeptConnection(Broker broker) throws IOException {
    this.broker = broker;
    connect();
  }

  /** How often the broker ended it. */
  int reconnects() {
    return reconnects;
  }

  Reply exchange(Input input) throws IOException {
    socket.getOutputStream().write(input.message());
    socket.getOutputStream().flush();
    String head = head();
    while (head.startsWith("http/1.1 100")) {
      head = head();
    }
    boolean closes = head.contains("\r\nconnection: close\r\n");
    String body = new String(body(head, closes), StandardCharsets.UTF_8);
    if (closes) {
      socket.close();
      connect();
      reconnects++;
    }
    return new Reply(Integer.parseInt(head.substring(9, 12)), head, body, closes);
  }

  private void connect() throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), broker.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  private String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    while (last != 0x0D0A0D0A) {
      int value = in.read();
      if (value < 0) {
        throw new EOFException("closed without an answer, after " + head);
      }
      head.write(value);
      last = last << 8 | value;
    }
    return head.toString(StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private byte[] body(String head, boolean closes) throws IOException {
    Matcher length = LENGTH.matcher(head);
    if (length.find()) {
      int bytes = Integer.parseInt(length.group(1));
      byte[] body = in.readNBytes(bytes);
      if (body.length < bytes) {
        throw new EOFException("an answer of " + bytes + " bytes broke off at " + body.length);
      }
      return body;
    }
    if (closes) {
      return in.readAllBytes();
    }
    if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
      return chunks();
    }
    return new byte[0];
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(), 16);
      body.writeBytes(in.readNBytes(size));
      line();
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int value = in.read();
    while (value >= 0 && value != '\n') {
      line.append((char) value);
      value = in.read();
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
