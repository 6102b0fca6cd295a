package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Permissions that grow, and who consents to that. */
final class ConsentTest {
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

  private static final String MORE = "permissions: { host: [notify], network: [\"db:5432\"] }";

  @Test
  void anUpdateThatAsksForMoreIsRefusedWithWhatGrowsAndDoneWithConsent() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    byte[] more = Editions.saying("1.0.1", MORE);
    assertRefused(409, api.post("update", more), "host:notify, network:db:5432", "--consent");
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertRefused(409, api.post("update?consent=host:notify", more), "network:db:5432");
    api.done("update?consent=host:notify,network:db:5432", more);
    assertEquals("1.0.1", api.guestMeets("edition"));
    assertEquals(
        List.of("host:notify", "network:db:5432"), texts(api.listed("1.0.1").get("permissions")));
    api.done("update", Editions.saying("1.0.2", MORE));
    JsonNode audit = api.get("audit?limit=3").get("audit");
    assertTrue(audit.toString().contains("granted host:notify, network:db:5432"), audit::toString);
  }

  @Test
  void aPlanShowsWhatWouldGrow() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    JsonNode plan = api.done("update?plan=true", Editions.saying("1.0.1", MORE));
    assertEquals("needs consent", growth(plan));
    assertEquals(
        "granted",
        growth(api.done("update?plan=true&consent=true", Editions.saying("1.0.1", MORE))));
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  @Test
  void whatIsDroppedAwaitsConsentAndServesAfterIt() throws Exception {
    broker.drop(Editions.jar("1.0.0"), "one.jar");
    awaitState("1.0.0", "SERVING");
    broker.drop(Editions.saying("1.0.1", MORE), "two.jar");
    awaitState("1.0.1", "AWAITING_CONSENT");
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertTrue(api.listed("1.0.1").get("problem").textValue().contains("host:notify"));
    assertRefused(409, api.post("update/edition@1.0.1"), "host:notify");
    broker.shell("plugin:update edition@1.0.1 --consent");
    assertEquals("1.0.1", api.guestMeets("edition"));
  }

  @Test
  void whatWasRegisteredOnlyAsksWhenItIsEnabled() throws Exception {
    api.done("register", Editions.saying("1.0.0", MORE));
    assertRefused(409, api.post("enable/edition@1.0.0"), "host:notify");
    api.done("enable/edition@1.0.0?consent=true");
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  /** What a plan says of the rights that grow. */
  private static String growth(JsonNode plan) {
    return StreamSupport.stream(plan.get("changes").spliterator(), false)
        .filter(change -> change.get("detail").textValue().equals("host:notify, network:db:5432"))
        .map(change -> change.get("change").textValue())
        .collect(Collectors.joining(" and "));
  }

  private void awaitState(String version, String state) {
    Awaitility.await(version + " is " + state)
        .atMost(Duration.ofSeconds(60))
        .until(() -> api.state(version).equals(state));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::textValue).toList();
  }
}
