package dev.keybay.core.policy;

import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.CompiledPolicy;

/**
 * What is known of one policy. Each carries the revision of the store that it stands for: of two,
 * the one with the higher revision holds.
 */
sealed interface CachedPolicy {
  long revision();

  /** Ready to be evaluated. */
  record Ready(long revision, String hash, CompiledPolicy compiled) implements CachedPolicy {}

  /** Stored, but the engine of now does not take it: kept so that it is not compiled each time. */
  record Broken(long revision, String hash, KbsException problem) implements CachedPolicy {}

  /** Not stored, or gone since that revision. */
  record Absent(long revision) implements CachedPolicy {}

  /** Changed by someone else; what is older than this revision must not be used any more. */
  record Outdated(long revision) implements CachedPolicy {}
}
