package dev.keybay.api.policy;

import java.time.Instant;

/**
 * One entry of a policy's history.
 *
 * @param number from 1, growing with each change of this policy
 * @param hash SHA-384 of the text, hexadecimal; empty for a deletion
 * @param size of the text in bytes of UTF-8
 * @param by who changed it, as in the audit log; empty if that is not known
 */
public record PolicyVersion(
    long number, Action action, String hash, int size, Instant at, String by) {

  /** How a policy changed. */
  public enum Action {
    /** Its text was set. */
    SET,
    /** The shipped text was stored because there was none. */
    DEFAULT,
    /** The text of an earlier version was set again. */
    ROLLBACK,
    /** It was deleted. */
    DELETE
  }
}
