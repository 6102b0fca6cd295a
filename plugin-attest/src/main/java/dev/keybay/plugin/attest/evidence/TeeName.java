package dev.keybay.plugin.attest.evidence;

import java.util.regex.Pattern;

/**
 * Names of TEEs. Any well-formed one may begin a handshake, because a verifier for it may be
 * installed at any time; without one the handshake fails at its end.
 */
public final class TeeName {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private TeeName() {}

  /** 1 to 32 characters of {@code a-z 0-9 -}, beginning with a letter. */
  public static boolean wellFormed(String name) {
    return FORM.matcher(name).matches();
  }
}
