package dev.keybay.core.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.json.JsonText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwkSetSourceTest {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
  @TempDir Path folder;
  private KeyServer server;
  private KeyPair keys;

  @BeforeEach
  void start() throws Exception {
    server = new KeyServer();
    keys = TestJwt.ec("secp256r1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String set(String... kids) {
    List<Object> list = new ArrayList<>();
    for (String kid : kids) {
      Map<String, Object> jwk = TestJwt.jwk(keys, "ES256");
      jwk.put("kid", kid);
      list.add(jwk);
    }
    return new String(JsonText.bytes(Map.of("keys", list)), StandardCharsets.UTF_8);
  }

  private JwkSetSource source(URI uri) {
    return new JwkSetSource(server.client(), uri, INTERVAL, clock);
  }

  @Test
  void aSetUnderHttpsIsRead() {
    server.put("/jwks", set("one"));
    JwkSetSource source = source(server.uri("/jwks"));
    assertEquals(keys.getPublic(), source.find("one").orElseThrow().key());
    assertTrue(source.find("two").isEmpty());
  }

  @Test
  void anIssuerIsAskedForItsSet() {
    server.put("/.well-known/openid-configuration", "{\"jwks_uri\":\"" + server.uri("/k") + "\"}");
    server.put("/k", set("one"));
    assertTrue(source(server.uri("/")).find("one").isPresent());
  }

  @Test
  void anIssuerMayNotNameAFileOrPlainHttp() {
    for (String uri : new String[] {"file:///etc/passwd", "http://localhost/k"}) {
      server.put("/.well-known/openid-configuration", "{\"jwks_uri\":\"" + uri + "\"}");
      assertTrue(source(server.uri("")).find("one").isEmpty());
    }
  }

  @Test
  void aSetInAFileIsRead() throws Exception {
    Path file = Files.writeString(folder.resolve("jwks.json"), set("one"));
    assertTrue(source(file.toUri()).find("one").isPresent());
    assertTrue(source(URI.create("file://" + file)).find("one").isPresent());
  }

  @Test
  void aKeyThatIsMissedIsLookedForAgainButNotEachTime() {
    server.put("/jwks", set("one"));
    JwkSetSource source = source(server.uri("/jwks"));
    assertTrue(source.find("one").isPresent());
    long generation = source.generation();
    server.put("/jwks", set("one", "two"));
    for (int i = 0; i < 100; i++) {
      assertTrue(source.find("two").isEmpty());
    }
    assertEquals(1, server.requests.get());
    clock.advance(Duration.ofSeconds(31));
    assertTrue(source.find("two").isPresent());
    assertEquals(2, server.requests.get());
    assertTrue(source.generation() > generation);
  }

  @Test
  void aKeyThatIsWithdrawnIsForgotten() {
    server.put("/jwks", set("one", "two"));
    JwkSetSource source = source(server.uri("/jwks"));
    assertTrue(source.find("two").isPresent());
    server.put("/jwks", set("one"));
    clock.advance(INTERVAL.plusSeconds(1));
    Awaitility.await().until(() -> source.find("two").isEmpty());
  }

  @Test
  void afterALongPauseTheFirstUserWaitsForTheNewSet() {
    server.put("/jwks", set("one", "two"));
    JwkSetSource source = source(server.uri("/jwks"));
    assertTrue(source.find("two").isPresent());
    server.put("/jwks", set("one"));
    clock.advance(INTERVAL.multipliedBy(3));
    assertTrue(source.find("two").isEmpty());
  }

  @Test
  void anUnchangedSetKeepsItsGeneration() {
    server.put("/jwks", set("one"));
    JwkSetSource source = source(server.uri("/jwks"));
    assertTrue(source.find("one").isPresent());
    long generation = source.generation();
    clock.advance(INTERVAL.multipliedBy(3));
    assertTrue(source.find("one").isPresent());
    assertEquals(2, server.requests.get());
    assertEquals(generation, source.generation());
  }

  @Test
  void whileTheIssuerIsDownItsKeysStayForADayAndNoLonger() {
    server.put("/jwks", set("one"));
    JwkSetSource source = source(server.uri("/jwks"));
    assertTrue(source.find("one").isPresent());
    server.documents.clear();
    clock.advance(Duration.ofHours(23));
    assertTrue(source.find("one").isPresent());
    clock.advance(Duration.ofHours(2));
    assertTrue(source.find("one").isEmpty());
    server.put("/jwks", set("one"));
    clock.advance(Duration.ofSeconds(31));
    assertTrue(source.find("one").isPresent());
  }

  @Test
  void keysThatAreNoGoodArePassedOver() {
    String good = set("good");
    server.put(
        "/jwks",
        good.replaceFirst(
            "\\[",
            "[7,{},{\"kid\":\"a\",\"kty\":\"oct\",\"k\":\"AAAA\",\"alg\":\"HS256\"},"
                + "{\"kid\":\"b\",\"kty\":\"EC\"},"));
    JwkSetSource source = source(server.uri("/jwks"));
    assertTrue(source.find("good").isPresent());
    assertTrue(source.find("a").isEmpty());
    assertTrue(source.find("b").isEmpty());
  }

  @Test
  void whatIsNoSetOrTooLargeGivesNoKeys() {
    server.put("/text", "hello");
    server.put("/list", "[]");
    server.put("/large", " ".repeat(KeyDocuments.MAX_BYTES) + set("one"));
    for (String path : new String[] {"/text", "/list", "/large", "/absent"}) {
      assertTrue(source(server.uri(path)).find("one").isEmpty());
    }
  }

  @Test
  void aServerThatIsNotTrustedGivesNoKeys() {
    server.put("/jwks", set("one"));
    JwkSetSource source =
        new JwkSetSource(new KeyDocuments(), server.uri("/jwks"), INTERVAL, clock);
    assertTrue(source.find("one").isEmpty());
    assertThrows(
        ExecutionException.class, () -> new KeyDocuments().fetch(server.uri("/jwks")).get());
  }

  @Test
  void otherSchemesAreRefused() {
    for (String uri : new String[] {"http://a/b", "ftp://a/b", "jwks.json", "https:///x", "::"}) {
      assertThrows(IllegalArgumentException.class, () -> KeyDocuments.requireUri(uri));
    }
    assertFalse(KeyDocuments.requireUri("https://a/b").toString().isEmpty());
  }

  @Test
  void aRedirectionIsNotFollowed() {
    server.put("/elsewhere", set("one"));
    server.redirect("/jwks", "/elsewhere");
    assertTrue(source(server.uri("/jwks")).find("one").isEmpty());
  }

  @Test
  void aFileIsReadAgainAfterASecondAndNotBefore() throws Exception {
    Path file = Files.writeString(folder.resolve("jwks.json"), set("one"));
    JwkSetSource source = source(file.toUri());
    Files.writeString(file, set("two"));
    assertTrue(source.find("two").isEmpty());
    clock.advance(Duration.ofMillis(1001));
    assertTrue(source.find("two").isPresent());
    assertTrue(source.find("one").isEmpty());
  }

  @Test
  void anIssuerWhoseConfigurationNamesNoSetGivesNoKeys() {
    server.put("/.well-known/openid-configuration", "{\"issuer\":\"x\"}");
    assertTrue(source(server.uri("")).find("one").isEmpty());
  }
}
