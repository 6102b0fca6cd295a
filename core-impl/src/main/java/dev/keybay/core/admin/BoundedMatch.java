package dev.keybay.core.admin;

import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches a whole URI against an expression with a hard bound of work, because Java's engine
 * backtracks and an expression like {@code (a+)+} can take for ever on a URI that a caller chose.
 *
 * <p>The URI may have {@link #MAX_LENGTH} characters and the engine may read {@link #MAX_READS} of
 * them, again and again included: some milliseconds. What goes beyond does not match.
 */
final class BoundedMatch {
  static final int MAX_LENGTH = 8192;
  static final int MAX_READS = 1_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(BoundedMatch.class);

  private BoundedMatch() {}

  static boolean matches(Pattern expression, String uri) {
    if (uri.length() > MAX_LENGTH) {
      return false;
    }
    try {
      return expression.matcher(new Counted(uri, new int[] {MAX_READS})).matches();
    } catch (TooMuchWork | StackOverflowError e) {
      // The engine recurses for each repetition of a group, so a long URI can exhaust the stack.
      LOG.atWarn()
          .addKeyValue("pid", AclSettings.PID)
          .addKeyValue("allowedEndpoints", expression.pattern())
          .log("an access rule took too much work and was taken as not matching: simplify it");
      return false;
    }
  }

  /** Counts down the reads that are left, shared with the parts taken from it. */
  private record Counted(CharSequence text, int[] left) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw new TooMuchWork();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), left);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchWork() {
      super("too many steps", null, false, false);
    }
  }
}
