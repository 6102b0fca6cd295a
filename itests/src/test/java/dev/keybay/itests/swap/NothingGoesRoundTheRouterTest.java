package dev.keybay.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.intruder.IntruderServlet;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plugin is reached through the router only, whatever it registers. */
final class NothingGoesRoundTheRouterTest {
  @Test
  void aPluginOnTheWhiteboardIsNotServedAndSeesNothing() throws Exception {
    try (Broker broker = Broker.start()) {
      TestPlugin intruder = TestPlugin.open("intruder", IntruderServlet.class);
      new Deployment(broker).deploy(intruder, "1.0.0", "intruder.jar");
      assertEquals(200, broker.get("/kbs/v0/intruder/try").statusCode());
      for (String path : List.of("/loot/x", "/kbs/v0/loot/x", "/mine/loot/x", "/kbs/v0/hello")) {
        HttpResponse<String> answer = broker.asAdmin("GET", path, "");
        assertFalse(answer.body().contains("stolen"), path);
        assertEquals(path.endsWith("hello") ? 200 : 404, answer.statusCode(), path);
      }
      assertEquals("caught 0 doors false", broker.get("/kbs/v0/intruder").body().strip());
    }
  }
}
