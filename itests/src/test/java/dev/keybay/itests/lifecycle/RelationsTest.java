package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What plugins require of each other, and what they do not bear. */
final class RelationsTest {
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

  private static final String NEEDS =
      "requires: [ { plugin: edition, range: \"[1.0,2.0)\", message: it reads editions } ]";

  @Test
  void whatIsRequiredMustRunAndTheRefusalSaysWhatToInstall() throws Exception {
    assertRefused(
        409,
        api.post("install", Editions.quiet("reader", "1.0.0", NEEDS)),
        "reader@1.0.0 requires edition [1.0.0,2.0.0)",
        "it reads editions",
        "install or enable");
    assertEquals("absent", stateOf("reader@1.0.0"));
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.quiet("reader", "1.0.0", NEEDS));
    assertEquals("SERVING", stateOf("reader@1.0.0"));
  }

  @Test
  void whatOthersDependOnIsNotTakenFromThem() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.quiet("reader", "1.0.0", NEEDS));
    assertRefused(409, api.post("disable/edition"), "reader@1.0.0", "force");
    assertEquals("1.0.0", api.guestMeets("edition"));
    String plan = api.done("disable/edition?force=true&plan=true").toString();
    assertTrue(plan.contains("\"reader@1.0.0\",\"change\":\"left behind\""), plan);
    assertEquals("SERVING", stateOf("reader@1.0.0"));
    assertEquals(changes(plan), changes(api.done("disable/edition?force=true").toString()));
    assertEquals("QUARANTINED", stateOf("reader@1.0.0"));
    assertRefused(409, api.delete("edition@1.0.0"), "reader@1.0.0 depends on edition@1.0.0");
    assertRefused(409, api.post("unregister/edition@1.0.0"), "reader@1.0.0");
    api.done("enable/edition");
    assertEquals("SERVING", stateOf("reader@1.0.0"));
  }

  @Test
  void whatWaitsForAnotherWaitsAcrossARestartAndStartsWhenItComes() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("install", Editions.quiet("reader", "1.0.0", NEEDS));
    api.done("disable/edition?force=true");
    broker.kill();
    use(Broker.startIn(broker.root(), Map.of("JAVA_HOME", System.getProperty("java.home"))));
    assertEquals("QUARANTINED", stateOf("reader@1.0.0"));
    api.done("enable/edition");
    assertEquals("SERVING", stateOf("reader@1.0.0"));
  }

  @Test
  void whatConflictsDoesNotRunBesideTheOther() throws Exception {
    String excludes = "conflicts: [ { plugin: edition, message: they share a file } ]";
    api.done("install", Editions.jar("1.0.0"));
    assertRefused(
        409,
        api.post("install", Editions.quiet("loner", "1.0.0", excludes)),
        "loner@1.0.0 conflicts with edition@1.0.0",
        "they share a file");
    api.done("disable/edition");
    api.done("install", Editions.quiet("loner", "1.0.0", excludes));
    assertRefused(409, api.post("enable/edition"), "loner@1.0.0 conflicts with edition@1.0.0");
  }

  private String stateOf(String version) throws Exception {
    return api.states().getOrDefault(version, "absent");
  }

  private static String changes(String report) {
    return report.substring(report.indexOf("\"changes\""), report.indexOf("\"plugins\""));
  }
}
