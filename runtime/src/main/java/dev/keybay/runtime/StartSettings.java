package dev.keybay.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Settings given at start. Whether there are such settings is for the host to say. */
final class StartSettings {
  private StartSettings() {}

  /**
   * The port, KEYBAY_SET, then the options: what comes later wins.
   *
   * @param port if one was given by an option or variable of its own
   */
  static Map<String, String> of(Optional<String> port, List<String> options, boolean sampleTee)
      throws StartupException {
    List<String> entries = new ArrayList<>();
    for (String entry : Environment.value("KEYBAY_SET").orElse("").split("[;\\r\\n]", -1)) {
      if (!entry.isBlank()) {
        entries.add(entry.strip());
      }
    }
    entries.addAll(options);
    Map<String, String> settings = new LinkedHashMap<>();
    port.ifPresent(number -> settings.put("http.port", number));
    if (sampleTee || flag("KEYBAY_SAMPLE_TEE")) {
      settings.put("plugin.verifier-sample.enabled", "true");
    }
    for (String entry : entries) {
      int equals = entry.indexOf('=');
      String key = equals < 0 ? entry : entry.substring(0, equals).strip();
      if (equals < 0 || !key.matches("[^.=\\s]+(\\.[^.=\\s]+)+")) {
        throw new StartupException(
            "cannot read the setting \""
                + key
                + "\": expected NAME.KEY=VALUE, for example --set kbs.compat=trustee.");
      }
      settings.put(key, entry.substring(equals + 1));
    }
    return settings;
  }

  private static boolean flag(String variable) throws StartupException {
    String text = Environment.value(variable).orElse("false").strip().toLowerCase(Locale.ROOT);
    return switch (text) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new StartupException(variable + " is " + text + ": expected true or false.");
    };
  }
}
