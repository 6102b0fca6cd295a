package dev.keybay.core.shell.plugin;

import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginTrust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that is known of plugins, as the shell shows it: a line of it would be too long. */
final class PluginDetails {
  /** Of the digest, as many hexadecimal digits as tell versions apart. */
  private static final int DIGEST_LETTERS = "sha256:".length() + 12;

  private PluginDetails() {}

  /** A heading for each version, and a line for each thing that is known of it. */
  static String of(List<PluginInfo> plugins) {
    StringBuilder text = new StringBuilder();
    for (PluginInfo plugin : plugins) {
      text.append(plugin.name()).append(' ').append(plugin.version()).append('\n');
      columns(plugin)
          .forEach(
              (name, value) ->
                  text.append(
                      String.format(
                          Locale.ROOT, "    %-11s %s%n", name, value.isEmpty() ? "-" : value)));
    }
    return text.toString();
  }

  private static Map<String, String> columns(PluginInfo plugin) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("stream", plugin.stream());
    all.put("format", String.valueOf(plugin.format()));
    all.put("state", plugin.state().name());
    all.put("since", plugin.since().toString());
    all.put("trust", plugin.trust().map(PluginTrust::level).orElse(""));
    all.put("permissions", String.join(", ", plugin.permissions()));
    all.put("isolation", plugin.isolation());
    all.put("digest", plugin.digest().map(PluginDetails::shortened).orElse(""));
    all.put("signer", plugin.signer().orElse(""));
    all.put("source", plugin.source());
    all.put("routes", String.join(", ", plugin.routes()));
    all.put("promoted", plugin.promoted() ? "yes" : "no");
    all.put("weight", plugin.weight() + "%");
    all.put("exposed", plugin.exposed() ? "yes" : "no");
    all.put("aliases", String.join(", ", plugin.aliases()));
    all.put("in-flight", String.valueOf(plugin.inFlight()));
    all.put("requests", String.valueOf(plugin.requests()));
    all.put("failures", String.valueOf(plugin.failures()));
    all.put("problem", plugin.problem().orElse(""));
    all.put("drift", plugin.drift().orElse(""));
    all.put("leak", plugin.leak().orElse(""));
    return all;
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(DIGEST_LETTERS, digest.length()));
  }
}
