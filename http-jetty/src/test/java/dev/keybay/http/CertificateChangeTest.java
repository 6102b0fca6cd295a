package dev.keybay.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.http.tls.ServerTls;
import dev.keybay.http.tls.TestIdentity;
import dev.keybay.http.tls.TlsRules;
import dev.keybay.http.tls.TlsWish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A door whose key and certificate are replaced while it serves. */
final class CertificateChangeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Path key;
  private Path chain;
  private ServerTls tls;
  private Door door;
  private final Server server = new Server();

  @BeforeEach
  void open() throws Exception {
    key = folder.resolve("tls.key");
    chain = folder.resolve("tls.pem");
    TestIdentity.of("first", "EC").writeTo(key, chain);
    tls = ServerTls.of(wish("intermediate"));
    tls.watch(Duration.ofMillis(20));
    HttpRules rules = HttpRules.of(TestSettings.of(java.util.Map.of()));
    door = Door.open(Place.of("127.0.0.1", 0), rules, new TlsProtocols(tls, true));
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            callback.succeeded();
            return true;
          }
        });
    server.start();
    var connector = door.createConnector(server);
    server.addConnector(connector);
    connector.start();
  }

  @AfterEach
  void close() throws Exception {
    server.stop();
    tls.close();
  }

  @Test
  void newConnectionsSeeTheNewCertificateAndOpenOnesGoOn() throws Exception {
    try (TlsConnection before = connect()) {
      assertEquals(200, before.get());
      TestIdentity.of("second", "RSA").writeTo(key, chain);
      awaitSubject("CN=second");
      assertEquals(200, before.get());
      assertEquals("CN=first", before.subject());
    }
  }

  @Test
  void aCertificateOfAnotherKeyIsNotUsedAndTheNextGoodOneIs() throws Exception {
    Files.writeString(chain, TestIdentity.of("stranger", "EC").certificatePem());
    TestIdentity.of("good", "EC").writeTo(folder.resolve("key"), folder.resolve("chain"));
    assertStays("CN=first");
    Files.copy(folder.resolve("chain"), chain, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertStays("CN=first");
    Files.copy(folder.resolve("key"), key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    awaitSubject("CN=good");
  }

  @Test
  void filesThatAreGoneOrBrokenChangeNothing() throws Exception {
    Files.delete(key);
    assertStays("CN=first");
    Files.writeString(key, "nonsense");
    Files.writeString(chain, "");
    assertStays("CN=first");
  }

  @Test
  void anotherProfileIsForNewConnections() throws Exception {
    try (TlsConnection before = connect("TLSv1.2")) {
      tls.want(wish("modern"));
      Awaitility.await().atMost(PATIENCE).until(this::refusesTls12);
      assertEquals(200, before.get());
      assertThrows(SSLException.class, () -> connect("TLSv1.2").close());
    }
    try (TlsConnection after = connect("TLSv1.3")) {
      assertEquals(200, after.get());
    }
  }

  private boolean refusesTls12() throws IOException {
    try (TlsConnection connection = connect("TLSv1.2")) {
      assertEquals(200, connection.get());
      return false;
    } catch (SSLException e) {
      return true;
    }
  }

  private void awaitSubject(String subject) {
    Awaitility.await().atMost(PATIENCE).until(() -> subjectNow().equals(subject));
  }

  /** After looks at what is there now; the look itself says when it has been. */
  private void assertStays(String subject) throws Exception {
    long looks = tls.looks();
    Awaitility.await().atMost(PATIENCE).until(() -> tls.looks() > looks + 3);
    assertEquals(subject, subjectNow());
  }

  private String subjectNow() throws IOException {
    try (TlsConnection connection = connect()) {
      assertTrue(connection.get() == 200);
      return connection.subject();
    }
  }

  private TlsConnection connect(String... protocols) throws IOException {
    return TlsConnection.to(door.place().port(), protocols);
  }

  private TlsWish wish(String profile) throws Exception {
    return new TlsWish(key, chain, TlsRules.of(profile, List.of(), List.of()));
  }
}
