package dev.keybay.core.store;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.util.regex.Pattern;

/** Checks what names namespaces and keys. Every message names the rule, none repeats the input. */
final class Names {
  private static final int MAX_KEY = 1024;
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9._/-]{1,128}");

  private Names() {}

  static String namespace(String name) {
    if (!NAMESPACE.matcher(name).matches()) {
      throw bad("A namespace is 1 to 128 characters of A-Z a-z 0-9 . _ / -");
    }
    return name;
  }

  static String key(String key) {
    if (key.isEmpty()) {
      throw bad("A key has 1 to %d characters, this has none".formatted(MAX_KEY));
    }
    return part("A key", key);
  }

  /** A prefix of keys, or a key to go on after; either may be empty. */
  static String part(String what, String text) {
    if (text.length() > MAX_KEY) {
      throw bad(
          "%s has at most %d characters, this has %d".formatted(what, MAX_KEY, text.length()));
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        throw bad("%s has no control characters, this has one at %d".formatted(what, i));
      }
      if (Character.isSurrogate(c)) {
        // Half a pair has no UTF-8 form: the database would store another key.
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw bad("%s is well-formed Unicode, this is not at %d".formatted(what, i));
        }
        i++;
      }
    }
    return text;
  }

  private static KbsException bad(String message) {
    return new KbsException(ErrorCode.BAD_REQUEST, message);
  }
}
