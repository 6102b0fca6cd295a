package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The {@code keybay} command as it ships, against a broker on the same machine. */
final class CommandLineTest {
  private static Broker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    new Operator(broker).use(Operator.ALLOW);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void aResourceIsSetReadAndDeleted() throws Exception {
    byte[] secret = {0, 1, 2, (byte) 0xff, '\n'};
    Path in = Files.write(broker.root().resolve("secret.in"), secret);
    Path out = broker.root().resolve("secret.out");
    assertEquals(
        "set it/cli/1 (5 bytes)\n", done("resource", "set", "it/cli/1", "--file", in.toString()));
    done("resource", "get", "it/cli/1", "--file", out.toString());
    assertArrayEquals(secret, Files.readAllBytes(out));
    assertEquals(
        "[OWNER_READ, OWNER_WRITE]",
        Files.getPosixFilePermissions(out).stream().sorted().toList().toString());
    assertEquals(
        "AAEC/wo=", json("resource", "get", "it/cli/1", "--json").get("base64").textValue());
    assertEquals("deleted it/cli/1\n", done("resource", "delete", "it/cli/1"));
    Commands.Result gone = keybay("resource", "get", "it/cli/1");
    assertEquals(1, gone.exit());
    assertEquals("", gone.out());
    assertTrue(gone.err().startsWith("keybay: "), gone.err());
    assertEquals(1, gone.err().lines().count(), gone.err());
  }

  @Test
  void aTokenOfOneCommandServesTheNext() throws Exception {
    Path in = Files.writeString(broker.root().resolve("passport.in"), "by passport");
    done("resource", "set", "it/cli/passport", "--file", in.toString());
    Path key = broker.root().resolve("guest.pem");
    String token = done("attest", "--tee-key", "p521", "--tee-key-out", key.toString());
    assertEquals(
        "contraindicated",
        Messages.claims(token.strip()).at("/submods/cpu0/ear.status").textValue());
    Path file = Files.writeString(broker.root().resolve("token"), token);
    assertEquals(
        "by passport",
        done(
            "resource",
            "get",
            "it/cli/passport",
            "--attestation-token",
            file.toString(),
            "--tee-key-file",
            key.toString()));
  }

  @Test
  void attestingSendsInitDataAndADevice() throws Exception {
    Path init =
        Files.writeString(
            broker.root().resolve("init.toml"),
            "version = \"0.1.0\"\nalgorithm = \"sha384\"\n[data]\n\"who\" = \"me\"\n");
    String token =
        json("attest", "--init-data", init.toString(), "--sample-device", "--json")
            .get("token")
            .textValue();
    JsonNode submods = Messages.claims(token).get("submods");
    assertEquals(
        "me", submods.at("/cpu0/ear.veraison.annotated-evidence/init_data_claims/who").textValue());
    assertTrue(submods.has("gpu0"));
  }

  @Test
  void aPolicyIsSetAndListed() throws Exception {
    Path policy = Files.writeString(broker.root().resolve("policy.rego"), Operator.ALLOW);
    assertEquals("set the resource policy\n", done("policy", "set", "--file", policy.toString()));
    assertEquals("resource-policy\n", done("policy", "get"));
    assertEquals("resource-policy", json("policy", "get", "--json").get(0).textValue());
    Path broken =
        Files.writeString(broker.root().resolve("broken.rego"), "package policy\nallow {");
    Commands.Result refused = keybay("policy", "set", "--file", broken.toString());
    assertEquals(1, refused.exit());
    assertTrue(refused.err().contains("Policy engine error"), refused.err());
  }

  @Test
  void aReferenceValueIsSetAndRead() throws Exception {
    done("reference-value", "set", "it_minor", "4", "--as-integer", "--as-single-value");
    assertEquals(4, json("reference-value", "get", "it_minor", "--json").intValue());
  }

  @Test
  void pluginsAreListedSwitchedOffAndOn() throws Exception {
    assertEquals("SERVING", state("hello"));
    assertEquals("hello-1.0 stopped: served 1.0.0\n", done("plugin", "disable", "hello"));
    assertFalse(state("hello").equals("SERVING"));
    assertFalse(broker.get("/kbs/v0/hello").statusCode() == 200);
    assertEquals("hello-1.0 started: serves 1.0.0\n", done("plugin", "enable", "hello"));
    assertEquals("SERVING", state("hello"));
    assertEquals(200, broker.get("/kbs/v0/hello").statusCode());
    String table = done("plugin", "list");
    assertTrue(table.contains("resource") && table.contains("SERVING"), table);
  }

  @Test
  void attestedGuestsAreListed() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    guest.resourceByToken(guest.token(), "it/cli/none");
    JsonNode guests = json("guests", "--json");
    assertTrue(guests.size() >= 1, guests.toString());
    assertEquals("sample", guests.get(0).get("tee").textValue());
  }

  @Test
  void withoutABrokerTheCommandSaysWhereItLooked() throws Exception {
    Path empty = Files.createDirectories(broker.root().resolve("nobody"));
    Commands.Result result =
        Commands.run(
            Map.of("KEYBAY_DATA", empty.toString()), Broker.HOME.resolve("bin/keybay"), "guests");
    assertEquals(1, result.exit());
    assertTrue(result.err().contains(empty.resolve("run/url").toString()), result.err());
  }

  @Test
  void aWrongAdministratorsTokenIsRefusedWithTheReason() throws Exception {
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("KEYBAY_ADMIN_TOKEN", "x.y.z");
    Commands.Result result =
        Commands.run(environment, Broker.HOME.resolve("bin/keybay"), "plugin", "list");
    assertEquals(1, result.exit());
    assertTrue(result.err().contains("Cannot verify token"), result.err());
    assertFalse(result.err().contains("x.y.z"), "a token must not be shown");
  }

  @Test
  void aTokenThatTheCommandMakesOpensWhatItsRoleMay() throws Exception {
    String admin = done("admin", "token", "--ttl", "5m").strip();
    String list = "/kbs/v0/resource-policy";
    assertEquals(200, broker.get(list, "Authorization", "Bearer " + admin).statusCode());
    String nobody = done("admin", "token", "--role", "nobody", "--data", broker.data().toString());
    String detail =
        Problems.expect(
            broker.get(list, "Authorization", "Bearer " + nobody.strip()), 401, "AdminAuthAccess");
    assertTrue(detail.contains("Role nobody not allowed for path " + list), detail);
    assertEquals(2, keybay("admin", "token", "--ttl", "soon").exit());
  }

  @Test
  void aMistypedOptionIsWrongUsage() throws Exception {
    Commands.Result result = keybay("plugin", "list", "--jsn=secret");
    assertEquals(2, result.exit());
    assertTrue(result.err().contains("unknown option --jsn"), result.err());
    assertFalse(result.err().contains("secret"), result.err());
  }

  private static String state(String plugin) throws Exception {
    return StreamSupport.stream(json("plugin", "list", "--json").spliterator(), false)
        .filter(each -> each.get("name").textValue().equals(plugin))
        .findFirst()
        .orElseThrow()
        .get("state")
        .textValue();
  }

  private static JsonNode json(String... arguments) throws Exception {
    return Messages.JSON.readTree(done(arguments));
  }

  private static String done(String... arguments) throws Exception {
    Commands.Result result = keybay(arguments);
    assertEquals(0, result.exit(), result.err());
    return result.out();
  }

  private static Commands.Result keybay(String... arguments) throws Exception {
    return Commands.run(environment(), Broker.HOME.resolve("bin/keybay"), arguments);
  }

  private static Map<String, String> environment() {
    return Map.of("KEYBAY_DATA", broker.data().toString());
  }
}
