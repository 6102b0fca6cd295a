package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.hanging.HangingServlet;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A plugin asks for less than the host would give it, and for when it may come at all. */
final class OwnDeadlinesTest {
  private static final String LONGER_THAN_THE_TEST = "/kbs/v0/probe/sleep/50000";

  private static Broker broker;
  private static PluginApi api;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start("--set", "router.startSeconds=600");
    api = new PluginApi(broker);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void itsStartIsOverWhenItSaysSo() throws Exception {
    TestPlugin hanging =
        asking(TestPlugin.open("hanging", HangingServlet.class), "startTimeout: 1s");
    assertRefused(422, api.post("install", hanging.jar("1.0.0")), "within 1 s");
  }

  @Test
  void whoeverIsInsideLongerThanItsDrainTimeoutIsCutOffAndTheReportSaysSo() throws Exception {
    TestPlugin probe = asking(TestPlugin.open("probe", ProbeServlet.class), "drainTimeout: 1s");
    api.done("install", probe.jar("1.0.0"));
    CompletableFuture<HttpResponse<String>> inside =
        CompletableFuture.supplyAsync(OwnDeadlinesTest::stay);
    await("a request is inside")
        .atMost(Duration.ofMinutes(1))
        .until(() -> api.list().toString().contains("\"inFlight\":1"));
    String report = api.done("update", probe.jar("1.0.1")).toString();
    assertTrue(report.contains("cut off"), report);
    assertTrue(report.contains("1 request longer than its drain timeout"), report);
    String detail = api.operations().get(0).get("detail").textValue();
    assertEquals("probe@1.0.0 was stopped over 1 request longer than its drain timeout", detail);
    inside.cancel(true);
  }

  @Test
  void itsLongestBodyIsWhatItSaysWhereTheHostsIsLonger() throws Exception {
    TestPlugin probe = TestPlugin.open("probe", ProbeServlet.class);
    TestPlugin posted = probe.describedBy(probe.descriptor().replace("[GET]", "[GET, POST]"));
    api.done("install", asking(posted, "requestBytes: 1KiB").jar("1.1.0"));
    api.done("install", asking(posted, "requestBytes: 1GiB").jar("1.2.0"));
    String path = "/kbs/v0/probe@1.1/length";
    assertEquals("1024", broker.asAdmin("POST", path, new byte[1024]).body());
    assertRefused(413, broker.asAdmin("POST", path, new byte[1025]), "1024 bytes");
    path = "/kbs/v0/probe@1.2/length";
    int host = 2 << 20;
    assertEquals("" + host, broker.asAdmin("POST", path, new byte[host]).body());
    assertRefused(413, broker.asAdmin("POST", path, new byte[host + 1]), host + " bytes");
    for (String version : new String[] {"1.1", "1.2"}) {
      api.done("disable/probe-" + version);
      PluginApi.done(api.delete("probe@" + version + ".0"));
    }
  }

  @Test
  void whatMustNotBeSwappedAndWhatIsWithdrawnIsRefused() throws Exception {
    assertRefused(
        422,
        api.post("install", Editions.saying("1.0.0", "compatibility: { hotpluggable: false }")),
        "compatibility.hotpluggable: false");
    assertRefused(
        422,
        api.post("install", Editions.saying("1.0.1", "status: yanked")),
        "its makers have withdrawn it");
  }

  private static HttpResponse<String> stay() {
    try {
      return broker.get(LONGER_THAN_THE_TEST);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  private static TestPlugin asking(TestPlugin plugin, String limit) {
    return plugin.describedBy(plugin.descriptor() + "limits: { " + limit + " }\n");
  }
}
