package dev.keybay.itests.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Takes away whatever a test has left of the plugin, so that the next one begins with nothing. */
final class CleanSlate {
  private CleanSlate() {}

  static void make(PluginApi api) throws IOException, InterruptedException {
    if (api.states().keySet().stream().anyMatch(each -> each.startsWith(Editions.NAME + "@"))) {
      api.route("{}");
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
