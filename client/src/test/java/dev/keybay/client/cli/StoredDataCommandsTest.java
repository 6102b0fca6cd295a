package dev.keybay.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keybay.client.testbroker.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for what a Keybay broker knows of policies, reference values and resources. */
class StoredDataCommandsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final TestBroker broker = new TestBroker();

  @TempDir Path folder;

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void aScopedPolicyIsSetByItsPath() throws IOException {
    broker.answer("POST resource-policy/scope:resource:team-a", 200, "");
    assertEquals(
        "set the resource policy scope:resource:team-a\n",
        done("package policy", "policy", "set", "--scope", "resource/team-a"));
    JsonNode sent =
        JSON.readTree(broker.received.get("POST resource-policy/scope:resource:team-a").body());
    assertEquals("cGFja2FnZSBwb2xpY3k", sent.path("policy").textValue());
  }

  @Test
  void aPolicyThatAccessRulesNameIsSetByItsName() throws IOException {
    broker.answer("POST resource-policy/two-vendors", 200, "");
    assertEquals(
        "set the resource policy two-vendors\n",
        done("package policy", "policy", "set", "--named", "two-vendors"));
    JsonNode sent = JSON.readTree(broker.received.get("POST resource-policy/two-vendors").body());
    assertEquals("cGFja2FnZSBwb2xpY3k", sent.path("policy").textValue());
  }

  @Test
  void oneOfTwoPoliciesCannotBeMeant() {
    assertEquals(2, run("", "policy", "show", "--scope", "a", "--named", "b").code());
    assertEquals(2, run("", "policy", "show", "--scope", "a", "--attestation", "b").code());
  }

  @Test
  void aPolicyIsPrintedAsItWasSet() {
    broker.answer(
        "GET resource-policy/resource-policy", 200, "{\"hash\":\"x\",\"policy\":\"package p\\n\"}");
    assertEquals("package p\n", done("", "policy", "show"));
    broker.answer(
        "GET attestation-policy/default_cpu/history/3", 200, "{\"policy\":\"package old\"}");
    assertEquals(
        "package old\n",
        done("", "policy", "show", "--attestation", "default_cpu", "--policy-version", "3"));
  }

  @Test
  void theHistoryIsATable() {
    broker.answer(
        "GET resource-policy/resource-policy/history",
        200,
        "{\"versions\":[{\"version\":2,\"action\":\"set\",\"by\":\"admin:root\"}]}");
    assertEquals(
        "VERSION  ACTION  BY\n2        set     admin:root\n", done("", "policy", "history"));
  }

  @Test
  void rollingBackAndDeletingSayWhatTheyDid() {
    broker.answer("POST resource-policy/resource-policy/rollback?version=3", 200, "");
    assertEquals(
        "the resource policy is as in version 3 again\n", done("", "policy", "rollback", "3"));
    broker.answer("DELETE attestation-policy/default_dcu", 200, "");
    assertEquals(
        "deleted the attestation policy default_dcu\n",
        done("", "policy", "delete", "--attestation", "default_dcu"));
  }

  @Test
  void aTestOfAPolicyNamesTheRuleThatDecided() throws IOException {
    broker.answer(
        "POST policy/test",
        200,
        "{\"decision\":\"deny\",\"policies\":[{\"id\":\"resource-policy\",\"decision\":\"deny\","
            + "\"rules\":[{\"rule\":\"data.policy.allow\",\"line\":2,\"default\":true,"
            + "\"defined\":true,\"value\":false}]}]}");
    assertEquals(
        """
        deny
          resource-policy: deny
            data.policy.allow = false by default (line 2)
        """,
        done("{\"a\":1}", "policy", "test", "--path", "resource/default/key/disk"));
    JsonNode sent = JSON.readTree(broker.received.get("POST policy/test").body());
    assertEquals(
        JSON.valueToTree(
            Map.of(
                "kind",
                "resource",
                "plugin",
                "resource",
                "path",
                "default/key/disk",
                "input",
                Map.of("a", 1))),
        sent);
  }

  @Test
  void aTextIsTriedOutWithoutBeingSet() throws IOException {
    Path file = Files.writeString(folder.resolve("new.rego"), "package policy");
    broker.answer("POST policy/test", 200, "{\"decision\":\"affirming\",\"rules\":[]}");
    assertEquals(
        "affirming\n",
        done("{}", "policy", "test", "--attestation", "default_cpu", "--policy", file.toString()));
    JsonNode sent = JSON.readTree(broker.received.get("POST policy/test").body());
    assertEquals("cGFja2FnZSBwb2xpY3k", sent.path("policy").textValue());
    assertTrue(sent.path("id").isMissingNode());
    assertEquals(1, run("no json", "policy", "test").code());
  }

  @Test
  void listsAreReadToTheirLastPage() {
    broker.answer(
        "GET resources?limit=500&prefix=a%2F&after=",
        200, "{\"resources\":[{\"path\":\"a/b/c\",\"size\":3,\"version\":1}],\"next\":\"a/b/c\"}");
    broker.answer(
        "GET resources?limit=500&prefix=a%2F&after=a%2Fb%2Fc",
        200, "{\"resources\":[{\"path\":\"a/b/d\",\"size\":4,\"version\":2}]}");
    assertEquals(
        "PATH   SIZE  VERSION\na/b/c  3     1\na/b/d  4     2\n",
        done("", "resource", "list", "--prefix", "a/"));
    broker.answer(
        "GET reference-value?limit=500&prefix=&after=",
        200,
        "{\"values\":[{\"id\":\"rvps:///a:1\",\"expired\":true}]}");
    assertEquals("ID           EXPIRED\nrvps:///a:1  true\n", done("", "reference-value", "list"));
  }

  @Test
  void aResourceIsWrittenOnConditions() {
    done("x", "resource", "set", "a/b/c", "--if-absent", "--content-type", "text/plain");
    Map<String, List<String>> headers = broker.received.get("POST resource/a/b/c").headers();
    assertEquals("*", headers.get("If-none-match").get(0));
    assertEquals("text/plain", headers.get("Content-type").get(0));
    broker.answer(
        "POST resource/a/b/c", 412, "{\"type\":\"x\",\"detail\":\"the resource has changed\"}");
    CommandRun refused = run("x", "resource", "set", "a/b/c", "--if-match", "\"5\"");
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("412: the resource has changed"), refused.err());
    assertEquals(
        "\"5\"", broker.received.get("POST resource/a/b/c").headers().get("If-match").get(0));
  }

  @Test
  void anOlderVersionIsSeenAndRestored() {
    broker.answer(
        "GET resources/a/b/c",
        200,
        "{\"path\":\"a/b/c\",\"created\":\"then\",\"etag\":\"\\\"9\\\"\",\"version\":2,\"size\":3,"
            + "\"versions\":[{\"version\":1,\"size\":4}]}");
    assertEquals(
        "a/b/c, created then, ETag \"9\"\nVERSION  SIZE\n2        3\n1        4\n",
        done("", "resource", "info", "a/b/c"));
    broker.answer("POST resources/a/b/c/restore?version=1", 200, "");
    assertEquals("a/b/c is as in version 1 again\n", done("", "resource", "restore", "a/b/c", "1"));
  }

  @Test
  void aReferenceValueExpiresAndIsDeleted() throws IOException {
    done("", "reference-value", "set", "svn", "7", "--expires", "2027-01-31T00:00:00Z");
    JsonNode sent = JSON.readTree(broker.received.get("POST reference-value").body());
    assertEquals("2027-01-31T00:00:00Z", sent.path("expiration").textValue());
    broker.answer("DELETE reference-value/rvps:///a:1", 200, "");
    assertEquals("deleted rvps:///a:1\n", done("", "reference-value", "delete", "rvps:///a:1"));
  }

  private String done(String in, String... arguments) {
    CommandRun run = run(in, arguments);
    assertEquals(0, run.code(), run.err());
    return run.out();
  }

  private CommandRun run(String in, String... arguments) {
    return CommandRun.of(
        in,
        Map.of("KEYBAY_URL", broker.url(), "KEYBAY_ADMIN_TOKEN", TestBroker.ADMIN_TOKEN),
        Optional.empty(),
        arguments);
  }
}
