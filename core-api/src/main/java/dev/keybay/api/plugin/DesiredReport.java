package dev.keybay.api.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far plugins are what the settings folder wants.
 *
 * @param file the file that says it, whether it is there or not
 * @param looked when it was brought about last; empty if there is no such file
 * @param changes for each plugin or stream what was done: {@code kept}, {@code failed}, or what
 *     changed
 */
public record DesiredReport(String file, Optional<Instant> looked, List<PluginChange> changes) {
  public DesiredReport {
    changes = List.copyOf(changes);
  }
}
