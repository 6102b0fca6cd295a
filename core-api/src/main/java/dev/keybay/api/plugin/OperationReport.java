package dev.keybay.api.plugin;

import java.util.List;

/**
 * What an operation did.
 *
 * @param id its number in the journal; 0 for a plan
 * @param planned whether nothing was done, only said
 * @param changes in the order in which they were made; none if all was as it shall be
 * @param plugins the plugins concerned, as they are now
 */
public record OperationReport(
    long id,
    PluginOperation operation,
    String target,
    boolean planned,
    List<PluginChange> changes,
    List<PluginInfo> plugins) {

  public OperationReport {
    changes = List.copyOf(changes);
    plugins = List.copyOf(plugins);
  }

  /** Whether a part of it failed; the others were done. */
  public boolean failed() {
    return changes.stream().anyMatch(change -> change.change().equals("failed"));
  }
}
