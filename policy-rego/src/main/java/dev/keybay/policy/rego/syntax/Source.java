package dev.keybay.policy.rego.syntax;

import dev.keybay.api.policy.PolicySyntaxException;

/**
 * A module's text.
 *
 * @param id what messages call it
 * @param text at most {@link #MAX_LENGTH} characters
 */
public record Source(String id, String text) {
  /** 1 MiB. */
  public static final int MAX_LENGTH = 1 << 20;

  public Source {
    if (text.length() > MAX_LENGTH) {
      throw new PolicySyntaxException(
          id
              + ": the policy has "
              + text.length()
              + " characters, at most "
              + MAX_LENGTH
              + " are allowed",
          0,
          0);
    }
  }

  /** An error at a place in the text, counted in characters from 0. */
  public PolicySyntaxException error(int at, String message) {
    int line = 1;
    int start = 0;
    int end = Math.min(at, text.length());
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new PolicySyntaxException(id + ": " + message, line, end - start + 1);
  }
}
