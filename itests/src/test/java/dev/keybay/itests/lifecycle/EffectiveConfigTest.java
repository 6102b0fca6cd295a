package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import dev.keybay.itests.plugins.ailing.AilingServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A plugin's defaults reach it, overridden key by key; an operator sees where each comes from. */
final class EffectiveConfigTest {
  private static final TestPlugin PLUGIN =
      TestPlugin.open("ailing", AilingServlet.class)
          .describedBy(
              """
              format: 2
              name: ailing
              interfaces:
                launch: { access: [ { methods: [GET], path: "**", auth: public } ] }
              default_config:
                greeting: hello
                depth: 3
                apiKey: of the default
                pass: of the default
                upstream: "https://me:hidden-word@example.org/"
              ui:
                forms:
                  - { id: a, fields: [ { key: pass, type: text, secret: true } ] }
              """);

  @Test
  void eachValueIsShownWithItsSourceAndReachesThePluginLive() throws Exception {
    Path root = Files.createTempDirectory("keybay-it");
    ConfFile file = new ConfFile(root, "plugin.ailing.json");
    try (Broker broker =
        Broker.startIn(
            root,
            Path.of(System.getProperty("java.home")),
            "--set",
            "plugin.ailing.token=given at start")) {
      new PluginApi(broker).done("install", PLUGIN.jar("1.0.0"));
      assertEquals("hello", broker.get("/kbs/v0/ailing").body());
      file.write("{\"greeting\": \"good day\"}");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> broker.get("/kbs/v0/ailing").body().equals("good day"));

      String shown =
          broker.asAdmin("GET", "/kbs/v0/plugin/ailing/config?effective=true", "").body();
      assertShown(shown, "greeting", "\"good day\"", "file", "plugin.ailing.json");
      assertShown(shown, "depth", "3", "default", "OSGI-INF/keybay/plugin.yaml");
      assertShown(shown, "token", "\"***\"", "environment", "--set plugin.ailing.token");
      assertShown(shown, "pass", "\"***\"", "default", "OSGI-INF/keybay/plugin.yaml");
      assertTrue(shown.contains("https://me:***@example.org/"), shown);
      for (String secret : new String[] {"of the default", "given at start", "hidden-word"}) {
        assertFalse(shown.contains(secret), shown);
      }
      assertEquals(401, broker.get("/kbs/v0/plugin/ailing/config").statusCode());
      assertEquals(404, broker.asAdmin("GET", "/kbs/v0/plugin/nobody/config", "").statusCode());
      assertTrue(broker.shell("plugin:config ailing").contains("good day"));
      String listed =
          Commands.run(
                  Map.of("KEYBAY_DATA", broker.data().toString()),
                  Broker.HOME.resolve("bin/keybay"),
                  "plugin",
                  "config",
                  "ailing@1.0")
              .out();
      assertTrue(listed.contains("good day") && listed.contains("plugin.ailing.json"), listed);

      file.delete();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> broker.get("/kbs/v0/ailing").body().equals("hello"));
    }
  }

  private static void assertShown(
      String shown, String key, String value, String source, String from) {
    String expected =
        "{\"key\":\"%s\",\"value\":%s,\"source\":\"%s\",\"from\":\"%s\"}"
            .formatted(key, value, source, from);
    assertTrue(shown.contains(expected), () -> "expected " + expected + " in " + shown);
  }
}
