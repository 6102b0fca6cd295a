package dev.keybay.api.plugin;

import java.time.Instant;
import java.util.Optional;

/**
 * One operation in the journal.
 *
 * @param id counts up
 * @param operation its word
 * @param actor who asked for it
 * @param step the last step that it began
 * @param ended empty while it runs
 * @param outcome {@code done}, {@code failed}, or {@code undone} after a crash; empty while it runs
 * @param detail why it failed
 */
public record OperationRecord(
    long id,
    String operation,
    String target,
    String actor,
    Instant started,
    String step,
    Optional<Instant> ended,
    String outcome,
    String detail) {}
