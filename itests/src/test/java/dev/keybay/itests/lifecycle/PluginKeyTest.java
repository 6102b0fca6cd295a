package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key with which a plugin calls the host. */
final class PluginKeyTest {
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
  void aRevokedKeyEndsTheCallsToTheHostAndNotTheAnswersToClients() throws Exception {
    install();
    assertEquals("keys 0", api.guestMeets("edition/data"));
    PluginApi.done(api.delete("key/edition"));
    assertTrue(api.guestMeets("edition/data").contains("its key was revoked"));
    assertTrue(api.guestMeets("edition/sessions").contains("its key was revoked"));
    assertEquals("here", api.guestMeets("edition"));
    api.done("key/rotate/edition");
    assertEquals("keys 0", api.guestMeets("edition/data"));
  }

  @Test
  void aRevocationOutlivesAnUpdateAndTheShellTakesItBack() throws Exception {
    install();
    broker.shell("plugin:key-revoke edition");
    api.done("update", Editions.calling("1.0.1", "sessions.read"));
    assertTrue(api.guestMeets("edition/data").contains("its key was revoked"));
    broker.shell("plugin:key-rotate edition");
    assertEquals("keys 0", api.guestMeets("edition/data"));
  }

  @Test
  void aPluginCallsAnotherByHttpWithItsKeyUntilThatIsRotatedOrRevoked() throws Exception {
    install();
    String key = api.guestMeets("edition/key");
    assertEquals("plugin:edition@1.0.0", who(key));
    assertEquals("401", who("keybay-plugin.none"));
    api.done("key/rotate/edition");
    assertEquals("401", who(key));
    String fresh = api.guestMeets("edition/key");
    assertEquals("plugin:edition@1.0.0", who(fresh));
    PluginApi.done(api.delete("key/edition"));
    assertEquals("401", who(fresh));
  }

  @Test
  void aPlanOfARotationSaysWhatTheDeedDoesAndLeavesTheKey() throws Exception {
    install();
    String key = api.guestMeets("edition/key");
    for (String revoked : new String[] {"", "edition may call the host again"}) {
      String plan = changes(api.done("key/rotate/edition?plan=true"));
      assertTrue(plan.contains("key rotated") && plan.contains(revoked), plan);
      assertEquals(key, api.guestMeets("edition/key"));
      assertEquals(plan, changes(api.done("key/rotate/edition")));
      key = api.guestMeets("edition/key");
      PluginApi.done(api.delete("key/edition"));
    }
  }

  private static String changes(JsonNode report) {
    StringBuilder changes = new StringBuilder();
    for (JsonNode each : report.get("changes")) {
      changes.append(each.get("plugin").textValue()).append(' ');
      changes.append(each.get("change").textValue()).append('\n');
    }
    return changes.toString();
  }

  @Test
  void everySwapBringsAnotherKey() throws Exception {
    install();
    String key = api.guestMeets("edition/key");
    api.done("update", Editions.calling("1.0.1", "sessions.read"));
    assertEquals("401", who(key));
    assertEquals("plugin:edition@1.0.1", who(api.guestMeets("edition/key")));
  }

  @Test
  void whatWasNotGrantedIsRefused() throws Exception {
    api.done("install", Editions.calling("1.0.0", ""));
    assertTrue(api.guestMeets("edition/sessions").contains("permission sessions.read"));
    assertEquals("keys 0", api.guestMeets("edition/data"));
    api.done("update?consent=true", Editions.calling("1.0.1", "sessions.read"));
    assertEquals("session false", api.guestMeets("edition/sessions"));
  }

  @Test
  void noKeyIsInTheLogOrTheList() throws Exception {
    install();
    String key = api.guestMeets("edition/key");
    api.done("key/rotate/edition");
    String all = broker.log() + api.list() + api.get("audit") + api.operations();
    assertTrue(!all.contains(key) && !all.contains(api.guestMeets("edition/key")));
    assertRefused(404, api.delete("key/nobody"), "nobody");
  }

  private void install() throws Exception {
    api.done("install?consent=true", Editions.calling("1.0.0", "sessions.read"));
  }

  private String who(String key) throws Exception {
    return api.guestMeets("edition/who", "Authorization", "Bearer " + key);
  }
}
