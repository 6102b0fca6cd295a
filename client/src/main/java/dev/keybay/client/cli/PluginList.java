package dev.keybay.client.cli;

import dev.keybay.client.ListedPlugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay plugin list}. */
@Command(
    name = "list",
    description = "Lists every version of every plugin that the broker knows.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay plugin list", "  keybay plugin list --long", "  keybay plugin list --json"})
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

  /** All that there is; the long ones would break a table. */
  private static final String[] DETAILS = {
    "stream",
    "format",
    "state",
    "since",
    "trust",
    "permissions",
    "isolation",
    "digest",
    "signer",
    "source",
    "routes",
    "promoted",
    "weight",
    "exposed",
    "aliases",
    "in-flight",
    "requests",
    "failures",
    "problem",
    "drift",
    "leak"
  };

  /** Of the digest, as many hexadecimal digits as tell versions apart. */
  private static final int DIGEST_LETTERS = "sha256:".length() + 12;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Option(
      names = {"-l", "--long"},
      description = {
        "Print all that is known of each version,",
        "also its stream, routes, signer and the permissions that it was granted."
      })
  private boolean all;

  @Override
  public void run() {
    List<Map<String, @Nullable Object>> plugins =
        admin.client().pluginList().stream().map(ListedPlugin::members).toList();
    output.print(plugins, () -> plugins.isEmpty() ? "no plugins" : text(plugins));
  }

  private String text(List<Map<String, @Nullable Object>> plugins) {
    return all
        ? Details.of(
            plugins.stream().map(PluginList::shortened).toList(),
            List.of("name", "version"),
            DETAILS)
        : Table.of(plugins, COLUMNS).toString();
  }

  private static Map<String, @Nullable Object> shortened(Map<String, @Nullable Object> plugin) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(plugin);
    copy.computeIfPresent(
        "digest",
        (name, value) -> {
          String digest = value.toString();
          return digest.substring(0, Math.min(DIGEST_LETTERS, digest.length()));
        });
    return copy;
  }
}
