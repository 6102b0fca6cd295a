package dev.keybay.plugin.attest.handshake;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the handshake (Semantic Versioning 2.0.0).
 *
 * @param text as it was sent
 * @param core the three numbers, for example {@code 0.4.0}
 * @param preRelease whether it is one
 */
record ProtocolVersion(String text, String core, boolean preRelease) {
  /** What this plugin speaks. To speak more, widen {@link #spoken} and nothing else. */
  static final String REQUIREMENT = "=0.4.0";

  private static final int MAX_LENGTH = 64;
  private static final String NUMBER = "(?:0|[1-9][0-9]{0,17})";
  private static final String PRE_RELEASE_PART = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          "(%1$s\\.%1$s\\.%1$s)(-%2$s(?:\\.%2$s)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?"
              .formatted(NUMBER, PRE_RELEASE_PART));

  /** The version, if the text is one. */
  static Optional<ProtocolVersion> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new ProtocolVersion(text, matcher.group(1), matcher.group(2) != null))
        : Optional.empty();
  }

  /** Whether a guest of this version is understood. Build metadata says nothing. */
  boolean spoken() {
    return core.equals("0.4.0") && !preRelease;
  }
}
