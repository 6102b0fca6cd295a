package dev.keybay.itests.protocol;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An HTTPS server on 127.0.0.1 that gives documents, with a certificate of an authority. */
final class KeyServer implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private final Authority authority;
  private final HttpsServer server;

  KeyServer(Authority authority) throws Exception {
    this.authority = authority;
    KeyPair keys = Authority.newKeys();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = {authority.certify("web", keys.getPublic())};
    store.setKeyEntry("web", keys.getPrivate(), PASSWORD, chain);
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::answer);
    server.start();
  }

  String url(String path) {
    return "https://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  void put(String path, String document) {
    documents.put(path, document);
  }

  /** Options by which a Java trusts the authority and no other; the store is written now. */
  String trusted(Path folder) throws Exception {
    Path file = folder.resolve("trust.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", authority.certificate());
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(file, new String(PASSWORD));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String document = documents.get(exchange.getRequestURI().getPath());
    try (exchange) {
      if (document == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
