package dev.keybay.api.plugin;

import java.util.List;

/**
 * What was seen when a version failed. Bounded: 8000 characters of each text, 50 lines.
 *
 * @param plugin the version, {@code name@1.0.3}
 * @param resolver what the framework said it lacks; empty if it resolved
 * @param stack of the plugin's own exception; empty if none is known
 * @param log its last lines in the log, the oldest first
 */
public record FailureReport(String plugin, String resolver, String stack, List<String> log) {
  public FailureReport {
    log = List.copyOf(log);
  }
}
