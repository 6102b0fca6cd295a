package dev.keybay.api.plugin;

import java.time.Instant;

/**
 * One row of the audit log.
 *
 * @param sequence its number in the log; other rows lie between those of plugins
 * @param actor who, for example {@code admin:alice}, {@code shell} or {@code host}
 * @param requestId of the request, or empty
 * @param action for example {@code plugin.update}
 * @param target for example {@code hello@1.0.4}
 * @param outcome {@code done} or {@code failed}, and more words after a colon
 */
public record AuditRecord(
    long sequence,
    Instant at,
    String actor,
    String requestId,
    String action,
    String target,
    String outcome) {}
