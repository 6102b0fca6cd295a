package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.openapi.ApiText;
import dev.keybay.itests.plugins.greeter.GreeterServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI document of a broker whose plugins come and go. */
final class PluginApiPartTest {
  private static final String PATH = "/paths/~1kbs~1v0~1greeter/get/summary";
  private static final String PART =
      "{\"paths\":{\"/kbs/v0/%s\":{\"get\":{\"summary\":\"%s\","
          + "\"responses\":{\"200\":{\"description\":\"It greets\"}}}}}}";

  private static Broker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void thePartOfWhatPlainNamesMeanNowIsShown() throws Exception {
    PluginApi plugins = new PluginApi(broker);
    plugins.done("install", jar("1.0.0", "greeter", "first"));
    assertEquals("first", document().at(PATH).asText());

    plugins.done("install", jar("1.0.1", "greeter", "second"));
    assertEquals("second", document().at(PATH).asText());

    plugins.done("rollback/greeter");
    assertEquals("first", document().at(PATH).asText());

    // About somebody else's route: left out, and the document is that of what ships.
    plugins.done("install", jar("1.0.2", "resource", "bad"));
    assertEquals(ApiText.JSON.readTree(Files.readString(ApiText.FILE)), document());
    assertEquals(200, broker.get("/kbs/v0/greeter").statusCode());
    assertTrue(
        broker.log().lines().anyMatch(l -> l.contains("OpenAPI") && l.contains("greeter")),
        broker::url);

    plugins.done("disable/greeter");
    assertEquals(ApiText.JSON.readTree(Files.readString(ApiText.FILE)), document());
  }

  private static JsonNode document() throws Exception {
    return ApiText.JSON.readTree(broker.get("/openapi.json").body());
  }

  private static byte[] jar(String version, String route, String summary) {
    return TestPlugin.open("greeter", GreeterServlet.class)
        .with(
            "-includeresource",
            "OSGI-INF/keybay/openapi.json;literal='" + PART.formatted(route, summary) + "'")
        .jar(version);
  }
}
