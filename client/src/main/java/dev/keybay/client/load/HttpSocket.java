package dev.keybay.client.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection to a server of this machine (RFC 9112), kept alive, blocking, without a
 * library, so that the client takes little of the CPU that the server is to show itself with. Not
 * thread-safe. Loopback addresses only.
 */
public final class HttpSocket implements AutoCloseable {

  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;
  private static final int MAX_TEXT_BYTES = 500;
  private static final int OK = 200;
  private static final byte[] NOTHING = new byte[0];

  private final InetAddress address;
  private final int port;
  private final Duration timeout;
  private final HttpLine line = new HttpLine();
  private @Nullable Socket socket;
  private @Nullable InputStream in;
  private String refusal = "";

  /**
   * A connection, opened with its first request.
   *
   * @param timeout for connecting and for every read
   * @throws IllegalArgumentException if the host is not this machine
   */
  public HttpSocket(String host, int port, Duration timeout) throws IOException {
    this.address = InetAddress.getByName(host);
    this.port = port;
    this.timeout = timeout;
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException("load only goes to this machine, not to " + host);
    }
  }

  /**
   * The bytes of a request.
   *
   * @param target path and query, percent-encoded
   */
  public static byte[] request(
      String method, String target, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(method).append(' ').append(target);
    head.append(" HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    if (body.length > 0 || !method.equals("GET")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  /** Sends a request and reads the answer; of a good one nothing but the status is kept. */
  public int status(byte[] request) throws IOException {
    Answer answer = send(request, false);
    if (answer.status() != OK) {
      refusal = answer.text();
    }
    return answer.status();
  }

  /** The body of the last answer that {@link #status} found not to be 200; empty if none was. */
  public String refusal() {
    return refusal;
  }

  /** Sends a request and reads the answer. */
  public Answer answer(byte[] request) throws IOException {
    return send(request, true);
  }

  /**
   * An answer.
   *
   * @param cookie the one that it sets, name and value; empty if none
   */
  public record Answer(int status, byte[] body, String cookie) {
    private String text() {
      return new String(body, 0, Math.min(body.length, MAX_TEXT_BYTES), StandardCharsets.UTF_8);
    }
  }

  private Answer send(byte[] request, boolean keep) throws IOException {
    boolean done = false;
    try {
      InputStream source = connected();
      socket().getOutputStream().write(request);
      ResponseHead head = ResponseHead.read(source, line);
      while (head.isInterim()) {
        head = ResponseHead.read(source, line);
      }
      boolean wanted = keep || head.status() != OK;
      byte[] body = head.chunked() ? chunks(source, wanted) : fixed(source, head.length(), wanted);
      done = !head.closes();
      return new Answer(head.status(), body, head.cookie());
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private byte[] fixed(InputStream source, long length, boolean keep) throws IOException {
    if (length > MAX_BODY_BYTES) {
      throw new IOException("an answer of " + length + " bytes");
    }
    if (!keep) {
      source.skipNBytes(length);
      return NOTHING;
    }
    byte[] body = source.readNBytes((int) length);
    if (body.length < length) {
      throw new EOFException("the answer ended after " + body.length + " of " + length + " bytes");
    }
    return body;
  }

  /** RFC 9112 §7.1. */
  private byte[] chunks(InputStream source, boolean keep) throws IOException {
    byte[] body = NOTHING;
    long total = 0;
    while (true) {
      line.read(source);
      long size = line.hexadecimal();
      total += size;
      if (total > MAX_BODY_BYTES) {
        throw new IOException("an answer of more than " + MAX_BODY_BYTES + " bytes");
      }
      if (size == 0) {
        break;
      }
      byte[] chunk = fixed(source, size, keep);
      if (keep) {
        int end = body.length;
        body = Arrays.copyOf(body, end + chunk.length);
        System.arraycopy(chunk, 0, body, end, chunk.length);
      }
      line.read(source);
    }
    do {
      line.read(source);
    } while (line.length() > 0);
    return body;
  }

  private InputStream connected() throws IOException {
    if (in == null) {
      Socket fresh = new Socket();
      socket = fresh;
      fresh.setTcpNoDelay(true);
      fresh.setSoTimeout((int) timeout.toMillis());
      fresh.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
      in = new BufferedInputStream(fresh.getInputStream(), BUFFER_BYTES);
    }
    return in;
  }

  private Socket socket() throws IOException {
    if (socket == null) {
      throw new IOException("not connected");
    }
    return socket;
  }

  /** Closes the connection; the next request opens another. */
  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException ignored) {
      // It is given up in any case.
    }
    socket = null;
    in = null;
  }
}
