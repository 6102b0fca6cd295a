package dev.keybay.client.cli;

import dev.keybay.client.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay plugin config}. */
@Command(
    name = "config",
    description = {
      "Shows a plugin's configuration as it counts: its defaults, overridden by the settings folder"
          + " and by what was given at start, and where each value comes from.",
      "Secrets are shown as ***."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  keybay plugin config hello", "  keybay plugin config hello@1.0 --json"})
final class PluginConfig implements Runnable {
  private static final String[] COLUMNS = {"key", "value", "source", "from"};

  @Parameters(paramLabel = "SELECTOR", description = "name, name@1, name@1.0 or name@1.0.3.")
  private String selector;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    String encoded =
        URLEncoder.encode(selector, StandardCharsets.UTF_8).replace("+", "%20").replace("%40", "@");
    Object found =
        admin
            .client()
            .look(
                "plugin/" + encoded + "/config?effective=true",
                "reading the configuration of " + selector)
            .get("settings");
    List<Map<String, @Nullable Object>> settings =
        found instanceof List<?> list ? list.stream().map(Json::object).toList() : List.of();
    output.print(
        settings,
        () -> settings.isEmpty() ? "no settings" : Table.of(settings, COLUMNS).toString());
  }
}
