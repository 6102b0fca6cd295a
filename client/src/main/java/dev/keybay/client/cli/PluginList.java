package dev.keybay.client.cli;

import dev.keybay.client.ListedPlugin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keybay plugin list}. */
@Command(
    name = "list",
    description = "Lists every version of every plugin that the broker knows.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay plugin list", "  keybay plugin list --json"})
final class PluginList implements Runnable {

  private static final String[] COLUMNS = {
    "name",
    "version",
    "state",
    "trust",
    "isolation",
    "promoted",
    "weight",
    "exposed",
    "aliases",
    "in-flight",
    "requests",
    "failures",
    "since",
    "problem",
    "drift",
    "leak"
  };

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    List<Map<String, @Nullable Object>> plugins =
        admin.client().pluginList().stream().map(ListedPlugin::members).toList();
    output.print(
        plugins, () -> plugins.isEmpty() ? "no plugins" : Table.of(plugins, COLUMNS).toString());
  }
}
