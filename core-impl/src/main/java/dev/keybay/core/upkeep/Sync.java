package dev.keybay.core.upkeep;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.audit.AuditLog;
import dev.keybay.core.plugins.HostedPlugin;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.plugins.PluginLocation;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the registry to what the content store has, and the framework to the registry: version by
 * version, so that one that fails hides no other.
 */
public final class Sync {
  private final RegistryStore registry;
  private final Shelf shelf;
  private final Drift drift;
  private final Hosting hosting;
  private final Repair repair;
  private final PluginManager operations;
  private final AuditLog audit;
  private final List<PluginChange> changes = new ArrayList<>();

  public Sync(
      RegistryStore registry,
      Shelf shelf,
      Drift drift,
      Hosting hosting,
      Repair repair,
      PluginManager operations,
      AuditLog audit) {
    this.audit = audit;
    this.registry = registry;
    this.shelf = shelf;
    this.drift = drift;
    this.hosting = hosting;
    this.repair = repair;
    this.operations = operations;
  }

  public OperationReport run(boolean plan) {
    Registry now = registry.current();
    try {
      for (Release release : shelf.unregistered(now)) {
        each(PluginOperation.REGISTER, release, "created", plan);
      }
    } catch (IOException e) {
      throw new KbsException(ErrorCode.INTERNAL, "The content store cannot be read", e);
    }
    Map<PluginVersion, HostedPlugin> hosted = new HashMap<>();
    for (HostedPlugin each : hosting.hosted()) {
      hosted.put(each.plugin(), each);
      if (PluginLocation.versionAt(each.location()).isEmpty()) {
        mend(each.plugin(), "the shell installed it", plan, () -> repair.adopt(each, operations));
      }
    }
    for (Release release : now.releases().values()) {
      sync(now, release, Optional.ofNullable(hosted.get(release.plugin())), plan);
    }
    return new OperationReport(0, PluginOperation.SYNC, "", plan, changes, List.of());
  }

  private void sync(Registry now, Release release, Optional<HostedPlugin> running, boolean plan) {
    Optional<String> bytes = drift.bytes(release);
    Optional<String> framework =
        running.map(each -> drift.of(now, each)).orElseGet(() -> drift.of(now, release));
    if (bytes.isPresent() && repair.canFetch(release)) {
      mend(release.plugin(), bytes.get(), plan, () -> repair.fetch(release));
    } else if (bytes.isPresent() && now.isActive(release.plugin())) {
      boolean gone = bytes.get().contains("gone");
      add(
          release,
          "failed",
          (gone ? "its bytes are gone" : "its bytes are damaged")
              + " while it serves; install it again");
    } else if (bytes.filter(text -> text.contains("damaged")).isPresent()) {
      add(release, "failed", "its bytes are damaged; install it again");
    } else if (bytes.isPresent()) {
      each(PluginOperation.UNREGISTER, release, "removed", plan);
    } else if (framework.isPresent()
        && running
            .map(each -> PluginLocation.versionAt(each.location()).isPresent())
            .orElse(true)) {
      mend(release.plugin(), framework.get(), plan, () -> repair.bringBack(release));
    } else {
      add(release, "kept", "");
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private void mend(PluginVersion plugin, String drifted, boolean plan, Work work) {
    String failure = "";
    try {
      if (!plan) {
        work.run();
      }
    } catch (KbsException e) {
      failure = e.publicMessage();
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
    }
    if (!plan) {
      String outcome = failure.isEmpty() ? "done: repaired: " + drifted : "failed: " + failure;
      audit.recordDurably("plugin.sync", plugin.toString(), outcome);
    }
    changes.add(
        failure.isEmpty()
            ? new PluginChange(plugin.toString(), "repaired", drifted)
            : new PluginChange(plugin.toString(), "failed", failure));
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
