package dev.keybay.itests.swap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.load.LoadGenerator;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.edition.EditionServlet;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route need not be called as its plugin is; streams and aliases work for it all the same. */
final class RouteNamesTest {
  private static final String ACCESS =
      "interfaces: { launch: { access: [ { routes: [%s], auth: public } ] } }\n";

  /** Its route is {@code edition}. */
  private static final TestPlugin COUNTER =
      TestPlugin.open("counter", EditionServlet.class)
          .describedBy(
              "format: 2\nname: counter\nroutes: [edition]\n" + ACCESS.formatted("edition"));

  private Broker broker;
  private Deployment plugins;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.start();
    plugins = new Deployment(broker);
    done("POST", "install", COUNTER.jar("1.0.0"));
    done("POST", "install", COUNTER.jar("1.1.0"));
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void aStreamIsExposedOnTheRoutesOfItsPlugin() throws Exception {
    assertEquals(401, broker.get("/kbs/v0/edition@1.1").statusCode());
    done("POST", "expose/counter-1.1", new byte[0]);
    assertEquals("1.1.0", broker.get("/kbs/v0/edition@1.1").body());
    assertEquals(401, broker.get("/kbs/v0/edition@1.0").statusCode());
    assertEquals(401, broker.get("/kbs/v0/counter@1.1").statusCode());
  }

  @Test
  void aStreamIsNotExposedOnTheRouteOfAnotherPluginThatHasItsName() throws Exception {
    TestPlugin edition =
        TestPlugin.open("edition", ProbeServlet.class)
            .describedBy("format: 2\nname: edition\nroutes: [probe]\n" + ACCESS.formatted("probe"));
    done("POST", "install", edition.jar("1.1.0"));
    done("POST", "expose/edition-1.1", new byte[0]);
    assertEquals(200, broker.get("/kbs/v0/probe@1.1/at-once").statusCode());
    assertEquals(401, broker.get("/kbs/v0/edition@1.1").statusCode());
  }

  @Test
  void guestsOfAnExposedStreamWaitWhileItsBundleIsAway() throws Exception {
    done("POST", "expose/counter-1.1", new byte[0]);
    String id = plugins.bundle("counter", "1.1.0");
    try (LoadGenerator load = Load.on(broker, 8, index -> "/kbs/v0/edition@1.1")) {
      for (int i = 0; i < 5; i++) {
        broker.shell("felix:stop " + id);
        broker.shell("felix:start " + id);
        plugins.awaitState("counter", "1.1.0", "SERVING");
      }
      Load.assertNoneFailed(load);
    }
  }

  @Test
  void anAliasLeadsToARouteAndItsRulesHold() throws Exception {
    TestPlugin greeter =
        TestPlugin.open("probe", ProbeServlet.class)
            .describedBy("format: 2\nname: probe\n" + ACCESS.formatted("probe"));
    done("POST", "install", greeter.jar("1.0.0"));
    done("POST", "alias", "{\"from\":\"former\",\"to\":\"probe@1.0\"}".getBytes(UTF_8));
    assertEquals(200, broker.asAdmin("GET", "/kbs/v0/former/at-once", "").statusCode());
    HttpResponse<String> refused =
        broker.asAdmin("POST", "/kbs/v0/plugin/alias", "{\"from\":\"old\",\"to\":\"counter@1.0\"}");
    assertEquals(409, refused.statusCode());
    assertTrue(refused.body().contains("counter has no route of its own name"), refused::body);
    assertTrue(refused.body().contains("its routes: edition"), refused::body);
  }

  private void done(String method, String operation, byte[] body) throws Exception {
    HttpResponse<String> answer = broker.asAdmin(method, "/kbs/v0/plugin/" + operation, body);
    assertEquals(200, answer.statusCode(), answer.body());
  }
}
