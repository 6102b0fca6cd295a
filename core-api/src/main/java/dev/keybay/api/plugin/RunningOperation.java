package dev.keybay.api.plugin;

import java.time.Instant;

/**
 * Where an operation stands that runs.
 *
 * @param id its number in the journal
 * @param step what it does now, for example {@code start} or {@code drain}
 * @param since when it began that
 * @param inside requests that a drain still waits for
 */
public record RunningOperation(long id, String step, Instant since, long inside) {}
