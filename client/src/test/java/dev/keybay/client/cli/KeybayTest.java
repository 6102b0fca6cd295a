package dev.keybay.client.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.Json;
import dev.keybay.client.testbroker.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeybayTest {

  private static final String KEY = "default/key/disk";

  @TempDir private Path folder;
  private final TestBroker broker = new TestBroker();
  private final Map<String, String> env =
      Map.of("KEYBAY_URL", broker.url(), "KEYBAY_ADMIN_TOKEN", TestBroker.ADMIN_TOKEN);

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aSecretGoesInFromStandardInputAndComesOutAsItWas() {
    assertEquals(0, run("a\nsecret", "resource", "set", KEY).code());
    CommandRun get = run("", "resource", "get", KEY);
    assertEquals("a\nsecret", get.out());
    assertEquals(0, get.code());
    assertEquals(
        Map.of("resource", KEY, "base64", "YQpzZWNyZXQ="),
        Json.parse(run("", "resource", "get", KEY, "--json").out()));
  }

  @Test
  void aSecretInAFileIsForItsOwnerAlone() throws IOException {
    Path in = Files.write(folder.resolve("in"), new byte[] {0, 13, 10, (byte) 0xff});
    Path out = Files.writeString(folder.resolve("out"), "old");
    assertEquals(0, run("", "resource", "set", KEY, "--file", in.toString()).code());
    assertEquals(0, run("", "resource", "get", KEY, "--file", out.toString()).code());
    assertArrayEquals(new byte[] {0, 13, 10, (byte) 0xff}, Files.readAllBytes(out));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
  }

  @Test
  void aDeletedResourceIsGone() {
    run("x", "resource", "set", KEY);
    assertEquals("deleted " + KEY + "\n", run("", "resource", "delete", KEY).out());
    CommandRun again = run("", "resource", "delete", KEY);
    assertEquals(1, again.code());
    assertEquals(
        "keybay: deleting the resource default/key/disk failed with status 401: Plugin internal"
            + " error\n",
        again.err());
  }

  @Test
  void aTokenIsGoodWithTheKeyThatItWasMadeFor() throws IOException {
    run("secret", "resource", "set", KEY);
    Path key = folder.resolve("guest.pem");
    CommandRun attest = run("", "attest", "--tee-key", "p521", "--tee-key-out", key.toString());
    Path token = Files.writeString(folder.resolve("token"), attest.out());
    String[] passport = {
      "resource",
      "get",
      KEY,
      "--attestation-token",
      token.toString(),
      "--tee-key-file",
      key.toString()
    };
    assertEquals("secret", run("", passport).out());
    assertEquals(
        2, run("", "resource", "get", KEY, "--attestation-token", token.toString()).code());
  }

  @Test
  void policiesAndReferenceValuesAreSet() {
    assertEquals(0, run("package policy", "policy", "set").code());
    assertEquals(0, run("package p", "policy", "set", "--attestation", "default_cpu").code());
    assertEquals(
        Map.of("resource-policy", "package policy", "default_cpu", "package p"), broker.policies);
    assertEquals("resource-policy\n", run("", "policy", "get").out());
    assertEquals(0, run("", "reference-value", "set", "a", "x", "y").code());
    assertEquals(
        0, run("", "reference-value", "set", "b", "1", "--as-integer", "--as-single-value").code());
    assertEquals("[\"x\",\"y\"]\n", run("", "reference-value", "get", "a").out());
    assertEquals("1\n", run("", "reference-value", "get", "b").out());
    assertEquals(2, run("", "reference-value", "set", "c", "maybe", "--as-bool").code());
  }

  @Test
  void pluginsAreATableForPeopleAndJsonForMachines() {
    Map<String, Object> hello =
        Map.of("name", "hello", "version", "1.0.0", "state", "SERVING", "inFlight", 3);
    broker.plugins = () -> List.of(hello);
    assertEquals(
        "NAME   VERSION  STATE    IN-FLIGHT\nhello  1.0.0    SERVING  3\n",
        run("", "plugin", "list").out());
    assertEquals(List.of(hello), Json.parse(run("", "plugin", "list", "--json").out()));
  }

  @Test
  void theLongListOfPluginsHasAllThatIsKnown() {
    Map<String, Object> hello =
        Map.of(
            "name",
            "hello",
            "stream",
            "hello-1.0",
            "version",
            "1.0.0",
            "state",
            "SERVING",
            "digest",
            "sha256:" + "0123456789abcdef".repeat(4),
            "signer",
            "CN=alice\u001b[2J",
            "routes",
            List.of("hello", "greetings"),
            "permissions",
            List.of("host:notify"),
            "inFlight",
            3);
    broker.plugins =
        () -> List.of(hello, Map.of("name", "other", "version", "1.0.0", "state", "FAILED"));
    CommandRun run = run("", "plugin", "list", "--long");
    assertEquals("", run.err());
    String list = run.out();
    assertEquals(list, run("", "plugin", "list", "-l").out());
    List<String> lines = list.lines().toList();
    assertEquals("hello 1.0.0", lines.get(0));
    for (String line :
        List.of(
            "    stream      hello-1.0",
            "    permissions host:notify",
            "    digest      sha256:0123456789ab",
            "    signer      CN=alice [2J",
            "    routes      hello, greetings",
            "    in-flight   3",
            "    leak        -")) {
      assertTrue(lines.contains(line), () -> line + " in " + list);
    }
    assertEquals("other 1.0.0", lines.get(lines.size() / 2));
  }

  @Test
  void operationsOnPluginsSayWhatChanged() throws IOException {
    broker.answer(
        "POST plugin/enable/hello@1.0",
        200,
        "{\"planned\":false,\"changes\":[{\"plugin\":\"hello-1.0\",\"change\":\"started\","
            + "\"detail\":\"serves 1.0.3\"}]}");
    assertEquals(
        "hello-1.0 started: serves 1.0.3\n", run("", "plugin", "enable", "hello@1.0").out());
    broker.answer(
        "POST plugin/sync?plan=true",
        207,
        "{\"planned\":true,\"changes\":[{\"plugin\":\"a@1.0.0\",\"change\":\"failed\","
            + "\"detail\":\"its bytes are gone\"}]}");
    CommandRun sync = run("", "plugin", "sync", "--plan");
    assertEquals("would: a@1.0.0 failed: its bytes are gone\n", sync.out());
    assertEquals(1, sync.code());
    assertEquals(1, run("", "plugin", "route", "hello", "1.0.3").code());
    assertTrue(run("", "plugin", "install", "--help").out().contains("install hello-1.0.3.jar"));
  }

  @Test
  void aVersionIsRemovedInEverySpelling() {
    for (String spelling : List.of("hello@1.0.2", "hello==1.0.2", "hello-1.0.2")) {
      broker.answer("DELETE plugin/hello@1.0.2", 200, "{\"changes\":[]}");
      assertEquals(0, run("", "plugin", "remove", spelling).code(), spelling);
    }
  }

  @Test
  void aStreamIsPromotedWithTheNameThatMeansItOrAlone() {
    broker.answer("POST plugin/promote/hello?to=hello-1.1", 200, "{\"changes\":[]}");
    broker.answer("POST plugin/promote/hello@1.1", 200, "{\"changes\":[]}");
    assertEquals(0, run("", "plugin", "promote", "hello", "hello-1.1").code());
    assertEquals(0, run("", "plugin", "promote", "hello@1.1").code());
    assertTrue(run("", "plugin", "promote").err().contains("promote [NAME] STREAM"));
    assertEquals(1, run("", "plugin", "promote", "hello", "a", "b").code());
  }

  @Test
  void guestsAreATable() {
    broker.answer("GET admin/guests", 200, "[{\"tee\":\"sample\",\"status\":\"none\\u001b[2J\"}]");
    assertEquals("TEE     STATUS\nsample  none [2J\n", run("", "guests").out());
  }

  @Test
  void aBrokerOfThisMachineIsFoundByItsDataFolder() throws IOException {
    writeData(broker.url());
    Optional<Path> home = Optional.of(folder);
    assertEquals(0, CommandRun.of("x", Map.of(), home, "resource", "set", KEY).code());
    String data = folder.resolve("data").toString();
    assertEquals(
        "x",
        CommandRun.of("", Map.of(), Optional.empty(), "resource", "get", KEY, "--data", data)
            .out());
  }

  @Test
  void theLocalTokenGoesToTheLocalBrokerAlone() throws IOException {
    writeData("http://127.0.0.1:1");
    CommandRun set =
        CommandRun.of(
            "x", Map.of(), Optional.of(folder), "resource", "set", KEY, "--url", broker.url());
    assertEquals(1, set.code());
    var sent = broker.received.get("POST resource/" + KEY);
    assertFalse(sent != null && sent.headers().containsKey("Authorization"));
    writeData(broker.url() + "/");
    assertEquals(
        0,
        CommandRun.of(
                "x", Map.of(), Optional.of(folder), "resource", "set", KEY, "--url", broker.url())
            .code());
  }

  @Test
  void withoutABrokerTheErrorSaysWhatToDo() {
    CommandRun run = CommandRun.of("", Map.of(), Optional.of(folder), "plugin", "list");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("no broker is running here"), run.err());
    assertTrue(run.err().contains("--url"), run.err());
  }

  @Test
  void aMistypedOptionDoesNotShowTheTokenThatFollows() {
    CommandRun run =
        run("", "plugin", "list", "--admin-tokn", "very-secret", "--admin-tok=very-secret");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("unknown option --admin-tokn"), run.err());
    assertFalse(run.err().contains("very-secret"), run.err());
    CommandRun value = run("", "resource", "set", KEY, "very-secret");
    assertEquals(2, value.code());
    assertFalse(value.err().contains("very-secret"), value.err());
  }

  @Test
  void aWrongTokenIsNotShown() {
    CommandRun run = run("", "plugin", "list", "--admin-token", "very secret");
    assertEquals(1, run.code());
    assertFalse(run.err().contains("very"), run.err());
  }

  @Test
  void aBadResourceNameIsWrongUsage() {
    CommandRun run = run("", "resource", "get", "a/../c");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("expected repository/type/tag"), run.err());
  }

  private CommandRun run(String stdin, String... args) {
    return CommandRun.of(stdin, env, Optional.empty(), args);
  }

  private void writeData(String url) throws IOException {
    Path data = folder.resolve("data");
    Files.createDirectories(data.resolve("run"));
    Files.createDirectories(data.resolve("admin"));
    Files.writeString(data.resolve("run").resolve("url"), url + "\n", StandardCharsets.UTF_8);
    Files.writeString(data.resolve("admin").resolve("token"), TestBroker.ADMIN_TOKEN + "\n");
  }
}
