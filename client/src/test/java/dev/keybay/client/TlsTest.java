package dev.keybay.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private HttpsServer server;
  private Path pem;
  private String url;

  @BeforeEach
  void start() throws Exception {
    KeyStore store = selfSigned("server", "ip:127.0.0.1");
    pem = pem(store, "server");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
    url = "https://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aCertificateThatIsTrustedByFileIsAccepted() {
    KbsConnection connection = KbsConnection.builder(url).trusting(pem).build();
    assertEquals(200, connection.send(KbsCall.of("GET", "x")).status());
  }

  @Test
  void anUnknownCertificateIsRefused() {
    assertThrows(
        KbsClientException.class, () -> KbsConnection.to(url).send(KbsCall.of("GET", "x")));
  }

  @Test
  void withAFileNothingElseIsTrusted() throws Exception {
    Path other = pem(selfSigned("other", "ip:127.0.0.1"), "other");
    KbsConnection connection = KbsConnection.builder(url).trusting(other).build();
    assertThrows(KbsClientException.class, () -> connection.send(KbsCall.of("GET", "x")));
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    KbsConnection connection =
        KbsConnection.builder(url.replace("127.0.0.1", "localhost")).trusting(pem).build();
    assertThrows(KbsClientException.class, () -> connection.send(KbsCall.of("GET", "x")));
  }

  @Test
  void aFileWithoutCertificatesIsRefused() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    assertThrows(IllegalArgumentException.class, () -> KbsConnection.builder(url).trusting(empty));
  }

  private KeyStore selfSigned(String name, String subjectAltName) throws Exception {
    Path file = folder.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subjectAltName,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Path pem(KeyStore store, String name) throws Exception {
    Certificate certificate = store.getCertificate(name);
    String text = new Pem("CERTIFICATE", certificate.getEncoded()).encode();
    return Files.writeString(folder.resolve(name + ".pem"), text);
  }
}
