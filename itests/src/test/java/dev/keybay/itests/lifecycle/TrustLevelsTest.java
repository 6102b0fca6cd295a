package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far versions are trusted, and what follows from it. */
final class TrustLevelsTest {
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
  void whatShipsIsBuiltinAndWhatIsNewIsUntrusted() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    assertEquals("untrusted", api.listed("1.0.0").get("trust").textValue());
    for (JsonNode each : api.list()) {
      String expected = each.get("name").textValue().equals("edition") ? "untrusted" : "builtin";
      assertEquals(expected, each.get("trust").textValue(), each.toString());
    }
  }

  @Test
  void aJudgementIsKeptWithWhoAndWhyAndNewBytesHaveNone() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    String body = "{\"level\":\"reviewed\",\"note\":\"read by alice\"}";
    JsonNode change = api.doneJson("trust/edition@1.0.0", body).get("changes").get(0);
    assertEquals("reviewed: read by alice", change.get("detail").textValue());
    JsonNode listed = api.listed("1.0.0");
    assertEquals("reviewed", listed.get("trust").textValue());
    assertEquals("read by alice", listed.get("trustNote").textValue());
    assertTrue(listed.get("trustBy").textValue().startsWith("admin"), listed.toString());
    api.done("update", Editions.jar("1.0.1"));
    assertEquals("untrusted", api.listed("1.0.1").get("trust").textValue());
    assertTrue(broker.shell("plugin:list").contains("reviewed"));
  }

  @Test
  void theShellJudgesToo() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    broker.shell("plugin:trust edition@1.0.0 trusted seen it");
    assertEquals("trusted", api.listed("1.0.0").get("trust").textValue());
    assertEquals("seen it", api.listed("1.0.0").get("trustNote").textValue());
    assertRefused(400, api.json("trust/edition@1.0.0", "{\"level\":\"good\"}"), "untrusted");
    assertRefused(404, api.json("trust/edition@3.0.0", "{\"level\":\"trusted\"}"), "1.0.0");
  }

  @Test
  void changedBytesOfAVersionAreTakenUnderDevelopmentTrustOnly() throws Exception {
    api.done("register", Editions.jar("1.0.0"));
    assertRefused(409, api.post("register", Editions.rebuilt("1.0.0")), "raise the version");
    api.doneJson("trust/edition@1.0.0", "{\"level\":\"development\"}");
    String before = api.listed("1.0.0").get("digest").textValue();
    api.done("register", Editions.rebuilt("1.0.0"));
    assertTrue(!before.equals(api.listed("1.0.0").get("digest").textValue()));
    assertEquals("development", api.listed("1.0.0").get("trust").textValue());
  }

  @Test
  void aVersionWithAQualifierIsTakenUnderDevelopmentTrustOnly() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    assertRefused(422, api.post("update", Editions.jar("1.0.1.SNAPSHOT")), "development trust");
    api.doneJson("trust/edition@1.0.0", "{\"level\":\"development\"}");
    api.done("update", Editions.jar("1.0.1.SNAPSHOT"));
    assertEquals("SERVING", api.state("1.0.1"));
  }

  @Test
  void aReservedRouteIsForWhatTheOperatorMarksBuiltin() throws Exception {
    byte[] jar = Editions.reserved("1.0.0");
    assertRefused(422, api.post("install", jar), "reserved", "builtin");
    api.done("register", jar);
    api.doneJson("trust/edition@1.0.0", "{\"level\":\"builtin\"}");
    api.done("enable/edition@1.0.0");
    assertEquals("SERVING", api.state("1.0.0"));
  }
}
