package dev.keybay.api.plugin;

import java.time.Instant;

/**
 * How far the bytes of a version are trusted.
 *
 * @param level {@code untrusted}, {@code reviewed}, {@code trusted}, {@code development} or {@code
 *     builtin}
 * @param note why, in the operator's words; may be empty
 * @param by who said so; empty if nobody has
 * @param auto whether what the same signer brings next is trusted as far
 */
public record PluginTrust(String level, String note, String by, Instant since, boolean auto) {}
