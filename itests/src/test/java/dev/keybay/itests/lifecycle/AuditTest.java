package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is recorded of operations. */
final class AuditTest {
  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    use(Broker.start());
  }

  private void use(Broker started) {
    broker = started;
    api = new PluginApi(broker);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void everyOperationIsThereTheLatestFirstPageByPage() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.doneJson("trust/edition@1.0.0", "{\"level\":\"reviewed\"}");
    api.done("disable/edition");
    JsonNode first = api.get("audit?limit=2");
    assertEquals("plugin.disable", first.get("audit").get(0).get("action").textValue());
    JsonNode trust = first.get("audit").get(1);
    assertEquals("plugin.trust", trust.get("action").textValue());
    assertEquals("done: reviewed", trust.get("outcome").textValue());
    assertTrue(trust.get("actor").textValue().startsWith("admin"), trust::toString);
    assertTrue(first.get("verified").booleanValue());
    JsonNode next = api.get("audit?limit=1&before=" + first.get("next").longValue());
    assertEquals("plugin.install", next.get("audit").get(0).get("action").textValue());
    assertTrue(broker.shell("plugin:audit").contains("the log is whole"));
  }

  @Test
  void whatATargetDoesNotSayIsThereToo() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.jar("2.0.0"));
    api.done("promote/edition?to=edition-2.0");
    assertEquals("plugin.promote edition done: to edition-2.0", latest());
    api.route("{\"1.0.0\":5,\"2.0.0\":95}");
    assertEquals("plugin.route edition done: 1.0.0=5 2.0.0=95", latest());
    api.route("{}");
    assertEquals("plugin.route edition done: undivided", latest());
    api.alias("old@1.0.0", "edition@1");
    assertEquals("plugin.alias old@1.0.0 done: to edition@1", latest());
    assertEquals("to edition@1", api.operations().get(0).get("detail").textValue());
  }

  @Test
  void eachOperationIsAnEventOnceWhenItEnds() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("expose/edition-1.0");
    api.post("update", Editions.failing("1.0.1"));
    api.done("prune");
    awaitEvent("install", "edition@1.0.0", "done", 1);
    awaitEvent("expose", "edition-1.0", "done", 1);
    awaitEvent("update", "edition@1.0.1", "failed", 1);
    awaitEvent("prune", "", "done", 1);
  }

  @Test
  void aPruneThatFailsIsThereAndIsAnEvent() throws Exception {
    Path stubborn = broker.data().resolve("plugins").resolve("0".repeat(64) + ".jar");
    Files.createDirectories(stubborn.resolve("a folder that is not empty"));
    assertEquals(500, api.post("prune").statusCode());
    assertTrue(latest().startsWith("plugin.prune  failed: "), latest());
    assertEquals("failed", api.operations().get(0).get("outcome").textValue());
    awaitEvent("prune", "", "failed", 1);
  }

  @Test
  void aRemovalThatLeavesBytesBehindSaysSo() throws Exception {
    api.done("install", Editions.jar("1.0.1"));
    api.done("register", Editions.jar("1.0.0"));
    Path file = new ContentFiles(broker).of("1.0.0");
    Files.delete(file);
    Files.createDirectories(file.resolve("a folder that is not empty"));
    HttpResponse<String> answer = api.delete("edition@1.0.0");
    assertEquals(207, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("its bytes could not be deleted"), answer.body());
    assertEquals("absent", api.state("1.0.0"));
  }

  private void awaitEvent(String operation, String target, String outcome, long times) {
    await(operation + " is told of")
        .until(
            () ->
                broker
                        .log()
                        .lines()
                        .filter(line -> line.contains(" plugin/operation "))
                        .filter(line -> line.contains("operation=\"" + operation + "\""))
                        .filter(line -> line.contains("target=\"" + target + "\""))
                        .filter(line -> line.contains("outcome=\"" + outcome + "\""))
                        .filter(line -> line.contains("actor=\"admin"))
                        .count()
                    == times);
  }

  private String latest() throws Exception {
    JsonNode row = api.get("audit?limit=1").get("audit").get(0);
    return row.get("action").textValue()
        + " "
        + row.get("target").textValue()
        + " "
        + row.get("outcome").textValue();
  }

  @Test
  void whatFailedIsThereToo() throws Exception {
    assertRefused(422, api.post("install", Editions.failing("1.0.0")), "cannot serve");
    JsonNode latest = api.get("audit?limit=1").get("audit").get(0);
    assertEquals("plugin.install", latest.get("action").textValue());
    assertTrue(latest.get("outcome").textValue().startsWith("failed"), latest::toString);
  }
}
