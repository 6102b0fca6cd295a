package dev.keybay.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.client.testbroker.TestBroker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdminClientTest {

  private static final ResourcePath KEY = ResourcePath.parse("kbs:///default/key/disk");

  private final TestBroker broker = new TestBroker();
  private final KbsConnection connection = KbsConnection.to(broker.url());
  private final AdminClient admin =
      new AdminClient(connection, new BearerToken(TestBroker.ADMIN_TOKEN + "\n"));

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aResourceIsSetAndDeleted() {
    admin.setResource(KEY, new byte[] {0, 1, (byte) 255});
    assertArrayEquals(new byte[] {0, 1, (byte) 255}, broker.resources.get("default/key/disk"));
    admin.deleteResource(KEY);
    assertEquals(Map.of(), broker.resources);
  }

  @Test
  void anEmptyResourceIsAResource() {
    admin.setResource(KEY, new byte[0]);
    assertArrayEquals(new byte[0], broker.resources.get("default/key/disk"));
  }

  @Test
  void policiesArriveAsTheyAre() {
    admin.setResourcePolicy("package policy\ndefault allow = true # ü\n");
    admin.setAttestationPolicy("default_cpu", "package policy\n");
    assertEquals(
        Map.of(
            "resource-policy",
            "package policy\ndefault allow = true # ü\n",
            "default_cpu",
            "package policy\n"),
        broker.policies);
    assertEquals(List.of("resource-policy"), admin.getResourcePolicyIds());
  }

  @Test
  void aReferenceValueComesBack() {
    admin.setReferenceValue("launch_digest", List.of("abcde", 1, true));
    assertEquals(List.of("abcde", 1, true), admin.getReferenceValue("launch_digest"));
  }

  @Test
  void pluginsAreListedAndSwitched() {
    broker.plugins =
        () -> List.of(Map.of("name", "hello", "version", "1.0.0", "state", "serving", "x", 1));
    ListedPlugin hello = admin.pluginList().get(0);
    assertEquals(
        "hello 1.0.0 true", hello.name() + " " + hello.version() + " " + hello.isServing());
    broker.plugins = () -> Map.of("plugins", List.of());
    assertEquals(List.of(), admin.pluginList());
    admin.pluginEnable("hello@1.0");
    admin.pluginDisable("hello");
    assertEquals(
        List.of("POST plugin/enable/hello@1.0 200", "POST plugin/disable/hello 200"),
        broker.log.subList(2, 4));
  }

  @Test
  void aListThatCannotBeReadIsAnError() {
    broker.plugins = () -> List.of(Map.of("name", "hello"));
    assertThrows(KbsClientException.class, admin::pluginList);
    broker.plugins = () -> "hello";
    assertThrows(KbsClientException.class, admin::pluginList);
  }

  @Test
  void statusAndGuestsAreRead() {
    broker.answer("GET admin/status", 200, "{\"ready\":true}");
    broker.answer("GET admin/guests", 200, "[{\"tee\":\"sample\"}]");
    assertEquals(Map.of("ready", true), admin.status());
    assertEquals(List.of(Map.of("tee", "sample")), admin.guests());
  }

  @Test
  void aRefusalCarriesTypeAndDetail() {
    AdminClient nobody = new AdminClient(connection, Optional.empty());
    var error = assertThrows(KbsClientException.class, () -> nobody.setResourcePolicy("x"));
    assertEquals(401, error.status());
    assertEquals("admin access denied", error.detail());
    assertFalse(error.type().isEmpty());
  }

  @Test
  void successIsExactly200() {
    broker.answer("POST resource-policy", 204, "");
    assertThrows(KbsClientException.class, () -> admin.setResourcePolicy("x"));
  }

  @Test
  void anotherPathCanBeCalled() {
    assertEquals(404, admin.call(KbsCall.of("GET", "nothing/here")).status());
  }

  @Test
  void tokensAndBodiesAreNeverShown() {
    assertEquals("BearerToken[***]", new BearerToken("secret").toString());
    assertEquals(
        "POST x", KbsCall.of("POST", "x").withHeader("Authorization", "secret").toString());
    var error = assertThrows(IllegalArgumentException.class, () -> new BearerToken("se cret"));
    assertFalse(String.valueOf(error.getMessage()).contains("cret"));
  }
}
