package dev.keybay.plugin.attest.handshake;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the handshake (Semantic Versioning 2.0.0).
 *
 * @param text as it was sent
 * @param major the first number
 * @param minor the second number
 * @param patch the third number
 * @param preRelease whether it is one
 */
record ProtocolVersion(String text, long major, long minor, long patch, boolean preRelease) {

  /** Which versions of guests are let in. */
  enum Tolerance {
    /**
     * This one and what came after it within its major version. Whether the messages of a later
     * minor are still these is seen by reading them: evidence that is bound in another way does not
     * verify, so that such a guest is refused a step later and gets nothing.
     */
    LATER(">=0.4.0, <1.0.0"),

    /** The one version that Trustee speaks, and no other. */
    EXACT("=0.4.0");

    /** As a version requirement, for the guest to read. */
    final String requirement;

    Tolerance(String requirement) {
      this.requirement = requirement;
    }
  }

  private static final long MINOR = 4;
  private static final int MAX_LENGTH = 64;
  private static final String NUMBER = "(?:0|[1-9][0-9]{0,17})";
  private static final String PRE_RELEASE_PART = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          "(%1$s)\\.(%1$s)\\.(%1$s)(-%2$s(?:\\.%2$s)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?"
              .formatted(NUMBER, PRE_RELEASE_PART));

  /** What nearly every guest says. */
  private static final Optional<ProtocolVersion> CURRENT =
      Optional.of(new ProtocolVersion("0.4.0", 0, MINOR, 0, false));

  /** The version, if the text is one. */
  static Optional<ProtocolVersion> parse(String text) {
    if (text.equals(CURRENT.get().text())) {
      return CURRENT;
    }
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ProtocolVersion(
                text,
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                matcher.group(4) != null))
        : Optional.empty();
  }

  /**
   * Whether a guest of this version is let in. Build metadata says nothing. A pre-release promises
   * nothing of its messages, so it is not.
   */
  boolean spoken(Tolerance tolerance) {
    if (major != 0 || preRelease) {
      return false;
    }
    return switch (tolerance) {
      case LATER -> minor >= MINOR;
      case EXACT -> minor == MINOR && patch == 0;
    };
  }

  /** Whether its messages may be others than those that this plugin reads and writes. */
  boolean unknown() {
    return minor > MINOR;
  }
}
