package dev.keybay.core.jose;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real HTTPS server on loopback with a certificate of its own, and a client that trusts it. */
public final class KeyServer implements AutoCloseable {
  public final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private final Map<String, String> redirections = new ConcurrentHashMap<>();
  public final AtomicInteger requests = new AtomicInteger();
  private final HttpsServer server;
  private final SSLContext tls;

  public KeyServer() throws Exception {
    KeyPair keys = TestJwt.ec("secp256r1");
    Instant now = Instant.now();
    TestCertificate certificate =
        TestCertificate.server(
            "localhost", keys, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] none = new char[0];
    store.setKeyEntry(
        "server", keys.getPrivate(), none, new Certificate[] {certificate.certificate()});
    store.setCertificateEntry("trusted", certificate.certificate());
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(store, none);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::answer);
    server.start();
  }

  public URI uri(String path) {
    return URI.create("https://localhost:" + server.getAddress().getPort() + path);
  }

  public void put(String path, String document) {
    documents.put(path, document.getBytes(StandardCharsets.UTF_8));
  }

  public void redirect(String from, String to) {
    redirections.put(from, to);
  }

  /** Fetches as the host does, but with trust in this server. */
  public KeyDocuments client() {
    return new KeyDocuments(HttpClient.newBuilder().sslContext(tls).build());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] document = documents.get(exchange.getRequestURI().getPath());
    String elsewhere = redirections.get(exchange.getRequestURI().getPath());
    try (exchange) {
      if (elsewhere != null) {
        exchange.getResponseHeaders().add("Location", uri(elsewhere).toString());
        exchange.sendResponseHeaders(302, -1);
      } else if (document == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, document.length);
        exchange.getResponseBody().write(document);
      }
    }
  }
}
