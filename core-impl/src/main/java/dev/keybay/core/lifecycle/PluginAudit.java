package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.AuditPage;
import dev.keybay.api.plugin.AuditRecord;
import dev.keybay.core.audit.AuditEntry;
import dev.keybay.core.audit.AuditLog;
import dev.keybay.core.audit.AuditVerdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The part of the audit log that is about plugins. */
final class PluginAudit {
  private static final String ACTIONS = "plugin.";

  private final AuditLog log;

  PluginAudit(AuditLog log) {
    this.log = log;
  }

  AuditPage page(long before, int limit, boolean verify) {
    List<AuditEntry> entries = log.latest(ACTIONS, before, limit);
    OptionalLong next =
        entries.size() < limit
            ? OptionalLong.empty()
            : OptionalLong.of(entries.get(entries.size() - 1).sequence());
    List<AuditRecord> records = entries.stream().map(PluginAudit::record).toList();
    Optional<AuditVerdict> verdict = verify ? Optional.of(log.verify()) : Optional.empty();
    return new AuditPage(
        records,
        next,
        verdict.map(found -> found instanceof AuditVerdict.Intact),
        verdict.flatMap(PluginAudit::problem));
  }

  private static Optional<String> problem(AuditVerdict verdict) {
    return verdict instanceof AuditVerdict.Broken broken
        ? Optional.of("row " + broken.sequence() + ": " + broken.reason())
        : Optional.empty();
  }

  private static AuditRecord record(AuditEntry entry) {
    return new AuditRecord(
        entry.sequence(),
        entry.at(),
        entry.actor(),
        entry.requestId(),
        entry.action(),
        entry.target(),
        entry.outcome());
  }
}
