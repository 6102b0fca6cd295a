package dev.keybay.plugin.attest.handshake;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the handshake (Semantic Versioning 2.0.0).
 *
 * @param text as it was sent
 * @param line major and minor, for example {@code 0.4}
 * @param patch the third number, as digits without leading zeros
 * @param preRelease whether it is one
 */
record ProtocolVersion(String text, String line, String patch, boolean preRelease) {

  /** Which versions of guests are understood. */
  enum Tolerance {
    /** Every patch of the lines whose messages are these. */
    LINE("~0.4.0"),

    /** The one version that Trustee speaks, and no other. */
    EXACT("=0.4.0");

    /** As a version requirement, for the guest to read. */
    final String requirement;

    Tolerance(String requirement) {
      this.requirement = requirement;
    }
  }

  /**
   * Lines whose messages are those that this plugin reads and writes. To speak another, add it here
   * and nothing else. Earlier ones have other evidence; later ones were not there to look at.
   */
  private static final Set<String> LINES = Set.of("0.4");

  private static final int MAX_LENGTH = 64;
  private static final String NUMBER = "(?:0|[1-9][0-9]{0,17})";
  private static final String PRE_RELEASE_PART = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          "(%1$s\\.%1$s)\\.(%1$s)(-%2$s(?:\\.%2$s)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?"
              .formatted(NUMBER, PRE_RELEASE_PART));

  /** The version, if the text is one. */
  static Optional<ProtocolVersion> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new ProtocolVersion(text, matcher.group(1), matcher.group(2), matcher.group(3) != null))
        : Optional.empty();
  }

  /**
   * Whether a guest of this version is understood. Build metadata says nothing. A pre-release
   * promises nothing of its messages, so it is not.
   */
  boolean spoken(Tolerance tolerance) {
    boolean known = LINES.contains(line) && !preRelease;
    return switch (tolerance) {
      case LINE -> known;
      case EXACT -> known && line.equals("0.4") && patch.equals("0");
    };
  }
}
