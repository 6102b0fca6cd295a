package dev.keybay.core.registry;

import dev.keybay.format.descriptor.TrustLevel;
import java.time.Instant;
import java.util.Locale;

/**
 * How far the operator trusts the bytes of a version.
 *
 * @param note why, in the operator's words; may be empty
 * @param by who said so; empty if nobody has
 * @param auto whether what the same signer brings next is trusted as far
 */
public record Trust(TrustLevel level, String note, String by, Instant since, boolean auto) {
  /** Of bytes that nobody has judged yet. */
  public static final Trust NONE = new Trust(TrustLevel.UNTRUSTED, "", "", Instant.EPOCH, false);

  /** Of bytes that nobody has judged, from a signer whose next ones are trusted as the last. */
  public static Trust asTheLast() {
    return new Trust(TrustLevel.UNTRUSTED, "", "", Instant.EPOCH, true);
  }

  /** Of what the distribution brings. */
  public static Trust shipped(Instant now) {
    return new Trust(TrustLevel.BUILTIN, "ships with the distribution", "host", now, false);
  }

  /** Of what comes while the host is for development. */
  public static Trust inDevelopment(Instant now) {
    return new Trust(TrustLevel.DEVELOPMENT, "the host is set to development", "host", now, false);
  }

  /** The level in lower case, and why. */
  public String words() {
    String word = level.name().toLowerCase(Locale.ROOT);
    return note.isEmpty() ? word : word + ": " + note;
  }

  /** Of the next bytes of the same signer. */
  Trust inherited() {
    String from =
        note.startsWith(SAME_SIGNER) ? note : SAME_SIGNER + (note.isEmpty() ? "" : ": " + note);
    return new Trust(level, from, by, since, auto);
  }

  private static final String SAME_SIGNER = "same signer as before";
}
