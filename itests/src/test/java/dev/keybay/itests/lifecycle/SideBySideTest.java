package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several versions of one plugin that serve at once, and who meets which. */
final class SideBySideTest {
  private static final String REQUEST =
      "{\"version\":\"0.4.0\",\"tee\":\"sample\",\"extra-params\":"
          + "{\"supported-hash-algorithms\":[\"sha384\"]}}";

  private static Broker broker;
  private static PluginApi api;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--sample-tee");
    api = new PluginApi(broker);
  }

  @AfterEach
  void clean() throws Exception {
    CleanSlate.make(api);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void plainBundlesServeSideBySideEachUnderItsExactSelector() throws Exception {
    for (String version : Set.of("1.0.0", "1.0.1", "1.0.2")) {
      api.done("install", Editions.plain(version));
    }
    for (String version : Set.of("1.0.0", "1.0.1", "1.0.2")) {
      assertEquals("SERVING", api.state(version));
      assertEquals(version, api.meets("edition@" + version));
    }
  }

  @Test
  void twoMajorVersionsServeAndThePlainNameMeansThePromotedOne() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.jar("2.0.0"));
    assertEquals("1.0.0", api.guestMeets("edition"));
    assertEquals("2.0.0", api.meets("edition@2"));
    api.done("promote/edition?to=edition-2.0");
    assertEquals("2.0.0", api.guestMeets("edition"));
    assertEquals("1.0.0", api.meets("edition@1.0"));
  }

  @Test
  void guestsAddressAStreamOnlyWhileItIsExposed() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.jar("2.0.0"));
    assertEquals("401", api.guestMeets("edition@2.0"));
    api.done("expose/edition-2.0");
    assertEquals("2.0.0", api.guestMeets("edition@2.0"));
    assertEquals("401", api.guestMeets("edition@2.0.0"));
    assertEquals("401", api.guestMeets("edition@1.0"));
    api.done("hide/edition-2.0");
    assertEquals("401", api.guestMeets("edition@2.0"));
  }

  @Test
  void aDividedNameGivesEachSessionOneVersionAndBothVersionsSessions() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.jar("1.1.0"));
    api.route("{\"1.0.0\":50,\"1.1.0\":50}");
    Set<String> met = new HashSet<>();
    for (int guest = 0; guest < 60; guest++) {
      String cookie = session();
      String first = api.guestMeets("edition", "Cookie", cookie);
      for (int again = 0; again < 4; again++) {
        assertEquals(first, api.guestMeets("edition", "Cookie", cookie));
      }
      met.add(first);
    }
    assertEquals(Set.of("1.0.0", "1.1.0"), met);
  }

  @Test
  void aShareLetsAnotherVersionOfTheStreamServeUntilItIsTakenBack() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("register", Editions.jar("1.0.1"));
    api.route("{\"1.0.0\":50,\"1.0.1\":50}");
    assertEquals("SERVING", api.state("1.0.0"));
    assertEquals("SERVING", api.state("1.0.1"));
    assertEquals("1.0.1", api.meets("edition@1.0.1"));
    assertRefused(409, api.delete("edition@1.0.1"), "serves");
    api.route("{}");
    assertEquals("REGISTERED", api.state("1.0.1"));
    assertEquals("1.0.0", api.guestMeets("edition"));
  }

  @Test
  void anUpdateTakesOverTheShareOfTheVersionThatItReplaces() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.jar("1.1.0"));
    api.route("{\"1.0.0\":0,\"1.1.0\":100}");
    api.done("update", Editions.jar("1.1.1"));
    assertEquals("1.1.1", api.guestMeets("edition"));
    assertEquals("SUPERSEDED", api.state("1.1.0"));
  }

  @Test
  void sharesThatDoNotSumToAHundredAreRefused() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    assertRefused(
        400,
        broker.asAdmin("PUT", "/kbs/v0/plugin/route/edition", "{\"1.0.0\":90}"),
        "sum to 100, not to 90");
  }

  @Test
  void anAliasServesTheOldSelectorOfAPlainBundleThatIsGone() throws Exception {
    api.done("install", Editions.plain("1.0.0"));
    api.done("install", Editions.jar("1.1.0"));
    api.alias("edition@1.0.0", "edition@1.1");
    assertEquals("1.1.0", api.meets("edition@1.0.0"));
    api.done("disable/edition-1.0.0");
    PluginApi.done(api.delete("edition@1.0.0"));
    assertEquals("1.1.0", api.meets("edition@1.0.0"));
    PluginApi.done(api.delete("alias/edition@1.0.0"));
    assertEquals("404", api.meets("edition@1.0.0"));
  }

  @Test
  void theListSaysWhoServesWhom() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.jar("2.0.0"));
    assertEquals(100, api.listed("1.0.0").get("weight").intValue());
    assertEquals(0, api.listed("2.0.0").get("weight").intValue());
    api.route("{\"1.0.0\":95,\"2.0.0\":5}");
    api.done("expose/edition-2.0");
    api.alias("old@1.0.0", "edition@2");
    api.alias("older", "edition");
    JsonNode first = api.listed("1.0.0");
    JsonNode second = api.listed("2.0.0");
    assertEquals(95, first.get("weight").intValue());
    assertEquals(5, second.get("weight").intValue());
    assertFalse(first.get("exposed").booleanValue());
    assertTrue(second.get("exposed").booleanValue());
    assertEquals("[\"older\"]", first.get("aliases").toString());
    assertEquals("[\"old@1.0.0\",\"older\"]", second.get("aliases").toString());
    assertEquals("in-process", second.get("isolation").textValue());
    assertEquals(0, second.get("failures").intValue());
    assertTrue(broker.shell("plugin:list").contains("serves old@1.0.0, older"));
    PluginApi.done(api.delete("alias/old@1.0.0"));
    PluginApi.done(api.delete("alias/older"));
  }

  @Test
  void whatAnAliasStandsForIsNotForgottenUnderItAndAPlanSaysWhatItLoses() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.jar("2.0.0"));
    api.alias("old@1.0.0", "edition@2");
    String plan = api.done("disable/edition-2.0?plan=true").get("changes").toString();
    assertTrue(plan.contains("nothing is edition@2"), plan);
    api.done("disable/edition-2.0");
    assertEquals("[\"old@1.0.0\"]", api.listed("2.0.0").get("aliases").toString());
    assertRefused(409, api.delete("edition@2.0.0"), "old@1.0.0 is served by edition@2", "unalias");
    PluginApi.done(api.delete("alias/old@1.0.0"));
    PluginApi.done(api.delete("edition@2.0.0"));
  }

  @Test
  void anAliasToWhatDoesNotServeIsRefused() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    assertRefused(
        409,
        broker.asAdmin(
            "POST", "/kbs/v0/plugin/alias", "{\"from\":\"edition@1.0.0\",\"to\":\"edition@9\"}"),
        "nothing that serves is edition@9");
  }

  /** A guest's session, as it stands after the first half of its handshake. */
  private static String session() throws Exception {
    return broker
        .call("POST", "/kbs/v0/auth", REQUEST)
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow()
        .split(";", 2)[0];
  }
}
