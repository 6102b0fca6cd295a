package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Takes away whatever a test has left of the plugin, so that the next one begins with nothing. */
final class CleanSlate {
  private static final String ROUTE = "/kbs/v0/plugin/route/" + Editions.NAME;
  private static final int BUSY = 409;

  private CleanSlate() {}

  static void make(PluginApi api) throws IOException, InterruptedException {
    if (api.states().keySet().stream().anyMatch(each -> each.startsWith(Editions.NAME + "@"))) {
      // What the drop folder has begun is waited for.
      await().until(() -> api.broker().asAdmin("PUT", ROUTE, "{}").statusCode() != BUSY);
      api.done("disable/" + Editions.NAME);
      for (JsonNode each : api.list()) {
        if (each.get("name").textValue().equals(Editions.NAME)) {
          PluginApi.done(api.delete(Editions.NAME + "@" + each.get("version").textValue()));
        }
      }
    }
    api.done("prune");
  }
}
