package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.edition.EditionServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who comes through each kind of door that a descriptor can name, and who does not. */
final class AccessRulesTest {
  private static final String DOORS =
      """
      format: 2
      name: edition
      interfaces:
        launch:
          access:
            - { methods: [GET], path: open, auth: public }
            - { methods: [GET], path: session, auth: session }
            - { methods: [GET], path: attested, auth: attested, encrypt: none }
            - { methods: [GET], path: narrow, auth: attested, policy: sample-only }
            - { methods: [GET], path: admin, auth: admin }
            - { methods: [GET], path: mine, auth: admin, role: admin }
            - { methods: [GET], path: another, auth: admin, role: values }
            - { methods: [GET], path: plugin, auth: plugin }
      """;

  private static Broker broker;
  private static Guest guest;
  private static String begun;
  private static String attested;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    new Operator(broker).use("package policy\ndefault allow := true\n");
    byte[] jar = TestPlugin.open("edition", EditionServlet.class).describedBy(DOORS).jar("1.0.0");
    Operator.expect(broker.asAdmin("POST", "/kbs/v0/plugin/install", jar));
    guest = new Guest(broker, EcGuestKey.p256());
    begun = guest.auth().cookie();
    attested = guest.handshake();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void everybodyComesThroughAPublicOne() throws Exception {
    assertEquals(200, get("open").statusCode());
  }

  @Test
  void aSessionIsEnoughAttestedOrNot() throws Exception {
    String none = "Attestation error: Session storage error: …";
    Answer.protocol(401, "AttestationError", none).check(get("session"));
    Answer.protocol(401, "AttestationError", none)
        .check(get("session", "Cookie", "kbs-session-id=" + "0".repeat(32)));
    assertEquals(200, get("session", "Cookie", begun).statusCode());
    assertEquals(200, get("session", "Cookie", attested).statusCode());
  }

  @Test
  void aSessionThatIsNotAttestedIsNoToken() throws Exception {
    Answer none = Answer.protocol(401, "TokenNotFound", "Attestation Token not found");
    none.check(get("attested"));
    none.check(get("attested", "Cookie", begun));
    assertEquals(200, get("attested", "Cookie", attested).statusCode());
    assertEquals(200, get("attested", "Authorization", "Bearer " + guest.token()).statusCode());
  }

  @Test
  void aPolicyThatTheRuleNamesMustAllowToo() throws Exception {
    Answer denied = Answer.protocol(401, "PolicyDeny", "Access denied by policy");
    String policy = "/kbs/v0/resource-policy/sample-only";
    denied.check(get("narrow", "Cookie", attested)); // nobody has written it yet
    Operator operator = new Operator(broker);
    operator.use("sample-only", "package policy\nallow if input.submods.cpu0.x == 1\n");
    denied.check(get("narrow", "Cookie", attested));
    operator.use(
        "sample-only", "package policy\nallow if data[\"resource-path\"] == [\"narrow\"]\n");
    assertEquals(200, get("narrow", "Cookie", attested).statusCode());
    Answer.protocol(401, "TokenNotFound", "Attestation Token not found").check(get("narrow"));
    Operator.expect(broker.asAdmin("DELETE", policy, ""));
    denied.check(get("narrow", "Cookie", attested));
    assertEquals(200, get("attested", "Cookie", attested).statusCode());
  }

  @Test
  void guestsAreNoAdministrators() throws Exception {
    Answer refused = Answer.protocol(401, "AdminAuthAccess", "…");
    refused.check(get("admin"));
    refused.check(get("admin", "Cookie", attested));
    refused.check(get("admin", "Authorization", "Bearer " + guest.token()));
    assertEquals(200, broker.asAdmin("GET", "/kbs/v0/edition/admin", "").statusCode());
  }

  @Test
  void aRoleIsAskedForExactly() throws Exception {
    assertEquals(200, broker.asAdmin("GET", "/kbs/v0/edition/mine", "").statusCode());
    Answer.protocol(
            401,
            "AdminAuthAccess",
            "Admin access denied: this path is for administrators of the role values; yours is admin")
        .check(broker.asAdmin("GET", "/kbs/v0/edition/another", ""));
    Answer.protocol(401, "AdminAuthAccess", "…").check(get("mine"));
  }

  @Test
  void pluginsShowTheirOwnKeyAndNothingElse() throws Exception {
    Answer refused = Answer.own(401, "plugin-denied");
    refused.check(get("plugin"));
    refused.check(get("plugin", "Cookie", attested));
    refused.check(broker.asAdmin("GET", "/kbs/v0/edition/plugin", ""));
  }

  @Test
  void whatNoRuleNamesIsShut() throws Exception {
    assertEquals(404, get("elsewhere").statusCode());
    assertEquals(404, get("open/further").statusCode());
    assertEquals(404, get("").statusCode());
    assertEquals(405, broker.call("POST", "/kbs/v0/edition/open", "").statusCode());
    assertEquals(405, broker.asAdmin("DELETE", "/kbs/v0/edition/admin", "").statusCode());
  }

  private static HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return broker.get("/kbs/v0/edition/" + path, headers);
  }
}
