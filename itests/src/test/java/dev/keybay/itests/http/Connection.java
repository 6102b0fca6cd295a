package dev.keybay.itests.http;

import dev.keybay.itests.Broker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One connection, byte by byte, which stays open. */
final class Connection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  static Connection plain(int port) throws IOException {
    return new Connection(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** With TLS of these versions, or of any; trusts anybody. */
  static Connection tls(Broker broker, String... protocols) throws IOException {
    SSLSocket socket = withoutHandshake(broker);
    if (protocols.length > 0) {
      socket.setEnabledProtocols(protocols);
    }
    return afterHandshake(socket);
  }

  /** With TLS, by a client that offers these protocols by ALPN (RFC 7301). */
  static Connection offering(Broker broker, String... names) throws IOException {
    SSLSocket socket = withoutHandshake(broker);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(names);
    socket.setSSLParameters(parameters);
    return afterHandshake(socket);
  }

  private static SSLSocket withoutHandshake(Broker broker) throws IOException {
    return (SSLSocket) context().getSocketFactory().createSocket("127.0.0.1", broker.port());
  }

  private static Connection afterHandshake(SSLSocket socket) throws IOException {
    Connection connection = new Connection(socket);
    try {
      socket.startHandshake();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    return connection;
  }

  /** What a client begins with that asks for a server of this name, as a string of bytes. */
  static String clientHello(String name) throws IOException {
    // Java's own client takes strict names only: the others are put in their place.
    String strict = "x".repeat(name.length());
    SSLEngine engine = context().createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(strict)));
    engine.setSSLParameters(parameters);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    String text = new String(hello.array(), 0, hello.position(), StandardCharsets.ISO_8859_1);
    return text.replace(strict, name);
  }

  static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAnybody()}, null);
      return context;
    } catch (NoSuchAlgorithmException | KeyManagementException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was negotiated: TLSv1.3 for example. */
  String protocol() {
    return ((SSLSocket) socket).getSession().getProtocol();
  }

  /** What was chosen of what was offered by ALPN; empty for nothing. */
  String application() {
    return ((SSLSocket) socket).getApplicationProtocol();
  }

  String cipherSuite() {
    return ((SSLSocket) socket).getSession().getCipherSuite();
  }

  /** Whose certificate was shown. */
  String subject() throws IOException {
    X509Certificate shown =
        (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    return shown.getSubjectX500Principal().getName();
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** A request for a page without a body, and the answer's head. */
  String healthz() throws IOException {
    send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return head();
  }

  /** The next byte; -1 at the end. */
  int read() throws IOException {
    return socket.getInputStream().read();
  }

  String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int value = in.read();
      if (value < 0) {
        throw new IOException("closed after " + head.toString(StandardCharsets.ISO_8859_1));
      }
      head.write(value);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** True if a byte comes in this time. */
  boolean answersWithin(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /** Everything until the broker closes the connection. */
  String rest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
