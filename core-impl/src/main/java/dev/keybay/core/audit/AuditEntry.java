package dev.keybay.core.audit;

import java.time.Instant;

/**
 * A row of the audit log.
 *
 * @param sequence 1 for the first row, without gaps
 * @param at when it happened, in milliseconds; rows that were batched may be a little out of order
 * @param actor who, see {@link Actor#name}
 * @param requestId of the request, or empty
 * @param action what, for example {@code secret.put}
 * @param target to what, for example namespace and key; never a value
 * @param outcome for example {@code ok} or {@code denied}
 * @param revision of the secret store that the action made, or 0
 */
public record AuditEntry(
    long sequence,
    Instant at,
    String actor,
    String requestId,
    String action,
    String target,
    String outcome,
    long revision) {}
