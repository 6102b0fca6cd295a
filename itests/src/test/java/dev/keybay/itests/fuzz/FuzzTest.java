package dev.keybay.itests.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.fuzz.KeptConnection.Reply;
import dev.keybay.itests.protocol.AdminIssuer;
import dev.keybay.itests.protocol.Messages;
import dev.keybay.itests.swap.LiveJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Odd input is refused like any other: no defect, no lost connection, no session that nobody
 * opened, no memory that stays. {@code -Dkeybay.fuzz.inputs=100000} asks each endpoint that often,
 * {@code -Dkeybay.fuzz.seed=7} with other input.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FuzzTest {
  private static final int INPUTS = Integer.getInteger("keybay.fuzz.inputs", 800);
  private static final long SEED = Long.getLong("keybay.fuzz.seed", 1);

  /** What may stay besides sessions: caches, code, the buffers of a busier server. */
  private static final long HEAP_SLACK = 64L << 20;

  private static final long SESSION_BYTES = 16 << 10;

  private static Broker broker;
  private static AdminIssuer issuer;

  /** In bytes, when everything has been asked a few times. */
  private static long heap;

  enum Endpoint {
    AUTH,
    ATTEST,
    RESOURCE_POLICY,
    ATTESTATION_POLICY,
    POLICY_TEST,
    REFERENCE_VALUE,
    ADMIN_TOKEN,
    HEADS;

    Target target() throws Exception {
      String admin = "Bearer " + broker.adminToken();
      return switch (this) {
        case AUTH -> Targets.auth();
        case ATTEST -> new Attestations();
        case RESOURCE_POLICY -> new ResourcePolicies(admin);
        case ATTESTATION_POLICY -> Targets.attestationPolicy(admin);
        case POLICY_TEST -> Targets.policyTest(admin);
        case REFERENCE_VALUE -> Targets.referenceValue(admin);
        case ADMIN_TOKEN -> Targets.adminToken(issuer);
        case HEADS -> new Heads();
      };
    }
  }

  @BeforeAll
  static void start() throws Exception {
    issuer = new AdminIssuer();
    Path root = Files.createTempDirectory("keybay-it");
    Path conf = Files.createDirectories(root.resolve("conf"));
    Path key = Files.writeString(root.resolve("issuer.pem"), issuer.publicPem());
    Files.writeString(
        conf.resolve("admin.identity~it.json"),
        Messages.JSON.writeValueAsString(
            Map.of(
                "issuer", "https://issuer.example",
                "audience", "keybay",
                "publicKeyUri", key.toUri().toString())));
    Files.writeString(
        conf.resolve("admin.acl~fuzz.json"),
        "{\"role\": \"fuzz\", \"allowedEndpoints\": \"^/kbs/v0/resource-policy$\"}");
    Files.writeString(
        conf.resolve("ratelimit.json"),
        """
        {"adminRefusalsBurst": 1000000, "adminRefusalsBurstOfAll": 1000000,
         "handshakesBurst": 1000000, "handshakesBurstOfAll": 1000000}
        """);
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")), "--sample-tee");
    for (Endpoint endpoint : Endpoint.values()) {
      try (KeptConnection connection = new KeptConnection(broker)) {
        send(endpoint.target(), connection, 20);
      }
    }
    heap = LiveJvm.of(broker).heapBytes();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void oddInputIsRefusedAndNothingElseHappens(Endpoint endpoint) throws Exception {
    Target target = endpoint.target();
    int logged = broker.log().length();
    long sessions = sessions();
    int taken;
    try (KeptConnection connection = new KeptConnection(broker)) {
      taken = send(target, connection, INPUTS);
      assertEquals(0, connection.reconnects(), "how often the broker closed the connection");
    }
    assertTrue(taken < INPUTS, "nothing was odd");
    assertEquals(200, broker.get("/healthz").statusCode());
    noTrouble(broker.log().substring(logged));
    // What was taken may have opened one, or have ended a handshake after which one is opened.
    long opened = sessions() - sessions;
    assertTrue(opened <= taken + 1, opened + " sessions of " + taken + " that were taken");
  }

  /** Each was answered 500 once. */
  @ParameterizedTest
  @ValueSource(strings = {"auth", "attest", "resource-policy", "attestation-policy", "policy/test"})
  @Order(1)
  void whatReadersOfJsonTakeForAnotherEncodingIsRefused(String path) throws Exception {
    Attestations guest = new Attestations();
    try (KeptConnection connection = new KeptConnection(broker)) {
      byte[] bytes = ("\0".repeat(210) + "{}").getBytes(StandardCharsets.UTF_8);
      Input input =
          guest
              .inSession(connection, Input.post(path, bytes))
              .with("Authorization", "Bearer " + broker.adminToken());
      check(0, input, connection.exchange(input));
    }
  }

  @Test
  @Order(2)
  void nothingOfItStaysInMemoryButSessions() throws Exception {
    long most = heap + HEAP_SLACK + SESSION_BYTES * sessions();
    long now = LiveJvm.of(broker).heapBytes();
    assertTrue(now < most, "the heap was " + heap + " bytes and is " + now);
  }

  /** How many were taken. */
  private static int send(Target target, KeptConnection connection, int inputs) throws Exception {
    int taken = 0;
    for (int i = 0; i < inputs; i++) {
      // Each from its own numbers, so that one can be made again without those before it.
      Mutator mutator = new Mutator(new Random(SEED * 1_000_003 + i));
      Input input = target.next(mutator, connection);
      Reply reply;
      try {
        reply = connection.exchange(input);
      } catch (IOException e) {
        throw new AssertionError("input " + i + " of seed " + SEED + ":\n" + input, e);
      }
      check(i, input, reply);
      target.answered(reply);
      taken += reply.status() == 200 ? 1 : 0;
    }
    return taken;
  }

  private static void check(int i, Input input, Reply reply) throws Exception {
    String about = "input " + i + " of seed " + SEED + ":\n" + input + "\n\n" + reply;
    assertTrue(reply.status() == 200 || reply.status() / 100 == 4, about);
    if (reply.status() != 200) {
      JsonNode problem = Messages.JSON.readTree(reply.body());
      assertTrue(problem.path("type").isTextual() && problem.path("detail").isTextual(), about);
    }
  }

  /** A defect is logged as an error; what kills a thread is written by the JVM itself. */
  private static void noTrouble(String log) {
    List<String> trouble = log.lines().filter(FuzzTest::isTrouble).toList();
    assertEquals(List.of(), trouble);
  }

  /** An error, a thread that died, or the stack of anything. */
  private static boolean isTrouble(String line) {
    return line.contains(" ERROR ")
        || line.startsWith("Exception in thread")
        || line.startsWith("\tat ");
  }

  private static long sessions() throws Exception {
    JsonNode status =
        Messages.JSON.readTree(broker.asAdmin("GET", "/kbs/v0/admin/status", "").body());
    return status.get("sessions").longValue();
  }
}
