package dev.keybay.itests.lifecycle;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Takes away whatever a test has left of the plugin, so that the next one begins with nothing. */
final class CleanSlate {
  private static final String ROUTE = "/kbs/v0/plugin/route/" + Editions.NAME;
  private static final int BUSY = 409;
  private static final int DONE = 200;

  private CleanSlate() {}

  static void make(PluginApi api) throws IOException, InterruptedException {
    if (api.states().keySet().stream().anyMatch(each -> each.startsWith(Editions.NAME + "@"))) {
      // What the drop folder has begun, or begins meanwhile, is waited for.
      await().until(() -> api.broker().asAdmin("PUT", ROUTE, "{}").statusCode() != BUSY);
      await().until(() -> api.post("disable/" + Editions.NAME).statusCode() == DONE);
      for (JsonNode each : api.list()) {
        if (each.get("name").textValue().equals(Editions.NAME)) {
          PluginApi.done(api.delete(Editions.NAME + "@" + each.get("version").textValue()));
        }
      }
    }
    api.done("prune");
  }
}
