package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the registry to what the content store has: one operation for each version, so that one
 * that fails hides no other.
 */
final class Sync {
  private final RegistryStore registry;
  private final Shelf shelf;
  private final PluginManager operations;
  private final List<PluginChange> changes = new ArrayList<>();

  Sync(RegistryStore registry, Shelf shelf, PluginManager operations) {
    this.registry = registry;
    this.shelf = shelf;
    this.operations = operations;
  }

  OperationReport run(boolean plan) {
    Registry now = registry.current();
    Set<Release> missing = new HashSet<>(shelf.missing(now));
    try {
      for (Release release : shelf.unregistered(now)) {
        each(PluginOperation.REGISTER, release, "created", plan);
      }
    } catch (IOException e) {
      throw new KbsException(ErrorCode.INTERNAL, "The content store cannot be read", e);
    }
    for (Release release : now.releases().values()) {
      if (!missing.contains(release)) {
        add(release, "kept", "");
      } else if (now.isActive(release.plugin())) {
        add(release, "failed", "its bytes are gone while it serves; install it again");
      } else {
        each(PluginOperation.UNREGISTER, release, "removed", plan);
      }
    }
    return new OperationReport(0, PluginOperation.SYNC, "", plan, changes, List.of());
  }

  private void each(PluginOperation operation, Release release, String change, boolean plan) {
    PluginRequest request = PluginRequest.of(operation, release.plugin().toString());
    try {
      operations.perform(plan ? request.planned() : request);
      add(release, change, "");
    } catch (KbsException e) {
      add(release, "failed", e.publicMessage());
    }
  }

  private void add(Release release, String change, String detail) {
    changes.add(new PluginChange(release.plugin().toString(), change, detail));
  }
}
