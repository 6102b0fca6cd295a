package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.audit.AuditLog;
import dev.keybay.core.journal.Operation;
import dev.keybay.core.journal.OperationLog;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.upkeep.Shelf;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Takes out of the content store what nothing refers to. */
record Prune(
    RegistryStore registry,
    Shelf shelf,
    ArtifactStore artifacts,
    OperationLog journal,
    AuditLog audit,
    Announcements announcements) {

  /**
   * Deletes them.
   *
   * @param plan whether only to say which
   */
  OperationReport run(boolean plan) {
    try {
      List<String> digests = shelf.unreferred(registry.current()).stream().sorted().toList();
      if (!plan) {
        delete(digests);
      }
      return new OperationReport(
          0,
          PluginOperation.PRUNE,
          "",
          plan,
          digests.stream().map(digest -> new PluginChange(digest, "deleted", "")).toList(),
          List.of());
    } catch (IOException e) {
      throw new KbsException(ErrorCode.INTERNAL, "The content store cannot be read", e);
    }
  }

  private void delete(List<String> digests) throws IOException {
    Operation operation =
        journal.begin(PluginOperation.PRUNE, "", digests.size() + " deleted", Optional.empty());
    try {
      operation.step("delete");
      for (String digest : digests) {
        artifacts.delete(digest);
      }
    } catch (IOException | RuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      audit.record("plugin.prune", "", "failed: " + reason);
      announcements.ended(PluginOperation.PRUNE, "", "", true, reason);
      operation.failed(reason);
      throw e;
    }
    operation.done();
    audit.recordDurably("plugin.prune", "", "done: " + digests.size() + " deleted");
    announcements.ended(PluginOperation.PRUNE, "", "", false, digests.size() + " deleted");
  }
}
