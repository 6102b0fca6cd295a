package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files of the settings folder count while the broker runs, unless something is wrong in them. */
final class SettingsWhileRunningTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LIST = "/kbs/v0/resource-policy";
  private static final String KEYS = "/.well-known/jwks.json";

  private static Broker broker;
  private static AdminIssuer issuer;

  @BeforeAll
  static void start() throws Exception {
    issuer = new AdminIssuer();
    Path root = Files.createTempDirectory("keybay-it");
    Path conf = Files.createDirectories(root.resolve("conf"));
    Path key = Files.writeString(root.resolve("issuer.pem"), issuer.publicPem());
    Files.writeString(
        conf.resolve("admin.identity~it.json"),
        Messages.JSON.writeValueAsString(Map.of("publicKeyUri", key.toUri().toString())));
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")));
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @AfterEach
  void removeFiles() throws Exception {
    Files.deleteIfExists(file("router"));
    Files.deleteIfExists(file("admin.acl~it"));
    await().atMost(PATIENCE).until(() -> upload(1500) == 200 && asReader() == 401);
  }

  @Test
  void noRequestFailsWhileSettingsOfTheHostsDepthsChange() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Set<Integer>> statuses =
        CompletableFuture.supplyAsync(() -> statusesUntil(over));
    try {
      write("sessions", "{\"max\": 1}");
      await().atMost(PATIENCE).until(() -> handshakes(2) == 429);
      write("store", "{\"kekFile\": \"/elsewhere\"}");
      write("sessions", "{\"max\": 100000}");
      await().atMost(PATIENCE).until(() -> handshakes(2) == 200);
    } finally {
      over.set(true);
      Files.deleteIfExists(file("sessions"));
      Files.deleteIfExists(file("store"));
    }
    assertEquals(Set.of(200), statuses.get());
  }

  private static Set<Integer> statusesUntil(AtomicBoolean over) {
    Set<Integer> statuses = new TreeSet<>();
    while (!over.get()) {
      try {
        statuses.add(broker.get("/kbs/v0/hello").statusCode());
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return statuses;
  }

  /** The status of the last of some handshakes that are begun. */
  private static int handshakes(int count) throws Exception {
    int status = 0;
    for (int i = 0; i < count; i++) {
      status =
          broker
              .call("POST", "/kbs/v0/auth", Messages.request("0.4.0", "sample").toString())
              .statusCode();
    }
    return status;
  }

  @Test
  void aBoundOfTheRouterIsChangedAndTakenBack() throws Exception {
    assertEquals(200, upload(1500));
    write("router", "{\"maxBodyBytes\": 1024}");
    await().atMost(PATIENCE).until(() -> upload(1500) == 413);
    assertEquals(200, upload(1000));
    write("router", "{\"maxBodyBytes\": 2048}");
    await().atMost(PATIENCE).until(() -> upload(1500) == 200);
    assertEquals(413, upload(3000));
    Files.delete(file("router"));
    await().atMost(PATIENCE).until(() -> upload(3000) == 200);
  }

  @Test
  void aRuleForAdministratorsIsAddedAndTakenAway() throws Exception {
    assertEquals(401, asReader());
    write("admin.acl~it", "{\"role\": \"reader\", \"allowedEndpoints\": \"^" + LIST + "$\"}");
    await().atMost(PATIENCE).until(() -> asReader() == 200);
    Files.delete(file("admin.acl~it"));
    await().atMost(PATIENCE).until(() -> asReader() == 401);
  }

  @Test
  void aRuleThatIsNoExpressionIsOneLineAndTheOneBeforeStays() throws Exception {
    write("admin.acl~it", "{\"role\": \"reader\", \"allowedEndpoints\": \"^" + LIST + "$\"}");
    await().atMost(PATIENCE).until(() -> asReader() == 200);
    write("admin.acl~it", "{\"role\": \"reader\",\n\"allowedEndpoints\": \"^/kbs/([$\"}");
    String text = reported("admin.acl~it.json, line 2, column ");
    assertTrue(text.contains("expected a regular expression, got ^/kbs/([$"), text);
    assertEquals(200, asReader(), "the previous rule stays");
    assertFalse(broker.log().contains("\tat "), "no stack trace: " + broker.log());
  }

  @Test
  void theKeyOfAnIdentityProviderIsReplacedWithoutARestart() throws Exception {
    write("admin.acl~it", "{\"role\": \"reader\", \"allowedEndpoints\": \"^" + LIST + "$\"}");
    await().atMost(PATIENCE).until(() -> asReader() == 200);
    Path key = broker.root().resolve("issuer.pem");
    AdminIssuer next = new AdminIssuer();
    try {
      Files.writeString(key, next.publicPem());
      await().atMost(PATIENCE).until(() -> asReader(next) == 200 && asReader() == 401);
    } finally {
      Files.writeString(key, issuer.publicPem());
    }
    await().atMost(PATIENCE).until(() -> asReader() == 200);
  }

  @Test
  void aSigningKeyIsReplacedWithoutARestart() throws Exception {
    String before = broker.get(KEYS).body();
    Path file = broker.root().resolve("conf/signer.pem");
    try {
      Files.writeString(file, signerPem());
      write("token", "{\"signerKey\": \"signer.pem\"}");
      await().atMost(PATIENCE).until(() -> !broker.get(KEYS).body().equals(before));
      String first = broker.get(KEYS).body();
      Files.writeString(file, signerPem());
      await().atMost(PATIENCE).until(() -> !broker.get(KEYS).body().equals(first));
    } finally {
      Files.deleteIfExists(file("token"));
    }
    await().atMost(PATIENCE).until(() -> broker.get(KEYS).body().equals(before));
  }

  @Test
  void theLocalKeyIsMadeAnewWhenItIsRemoved() throws Exception {
    String old = broker.adminToken();
    assertEquals(200, broker.get(LIST, "Authorization", "Bearer " + old).statusCode());
    Files.delete(broker.data().resolve("admin/key.pem"));
    await()
        .atMost(PATIENCE)
        .until(() -> broker.get(LIST, "Authorization", "Bearer " + old).statusCode() == 401);
    await().atMost(PATIENCE).until(() -> broker.asAdmin("GET", LIST, "").statusCode() == 200);
  }

  @Test
  void aBrokenFileChangesNothingAndTheLogSaysWhereAndWhatWasExpected() throws Exception {
    write("router", "{\"maxBodyBytes\": 1024}");
    await().atMost(PATIENCE).until(() -> upload(1500) == 413);

    write("router", "{\n  \"gapHoldMillis\": 1,\n  \"maxBodyBytes\": \"many\"\n}");
    String text = reported("router.json, line 3, column ");
    assertTrue(text.contains("maxBodyBytes"), text);
    assertTrue(text.contains("expected a whole number"), text);
    assertEquals(413, upload(1500), "the previous settings stay");

    write("router", "{\n  \"maxBodyBytess\": 4096\n}");
    text = reported("router.json, line 2, column ");
    assertTrue(text.contains("maxBodyBytess"), text);
    assertTrue(text.contains("\"maxBodyBytes\""), text);

    write("admin.acl~it", "{\"role\": \"reader\", \"allowedEndpoints\": \"^" + LIST + "$\"}");
    await("a good file beside a broken one").atMost(PATIENCE).until(() -> asReader() == 200);
    assertEquals(413, upload(1500));

    write("router", "{\"maxBodyBytes\": 4096}");
    await().atMost(PATIENCE).until(() -> upload(1500) == 200);
  }

  /** The line of the log that has this in it. */
  private static String reported(String place) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                broker
                    .log()
                    .lines()
                    .filter(line -> line.contains(place) && line.contains("ERROR"))
                    .findFirst()
                    .orElse(""),
            line -> !line.isEmpty());
  }

  private static int upload(int bytes) throws Exception {
    return broker.asAdmin("POST", "/kbs/v0/resource/a/b/c", "x".repeat(bytes)).statusCode();
  }

  private static int asReader() throws Exception {
    return asReader(issuer);
  }

  private static int asReader(AdminIssuer issuer) throws Exception {
    long soon = Instant.now().plusSeconds(300).getEpochSecond();
    String token = issuer.token(new AdminIssuer.Claims(Map.of("role", "reader", "exp", soon)));
    return broker.get(LIST, "Authorization", "Bearer " + token).statusCode();
  }

  private static String signerPem() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
    String text = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
  }

  private static Path file(String name) {
    return broker.root().resolve("conf").resolve(name + ".json");
  }

  private static void write(String name, String text) throws Exception {
    Path part = Files.writeString(broker.root().resolve("settings.part"), text);
    Files.move(
        part, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
