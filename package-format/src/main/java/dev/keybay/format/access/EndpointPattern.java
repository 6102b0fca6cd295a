package dev.keybay.format.access;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of the endpoints that a role of administrators may use. Trustee's are of
 * Rust's dialect; what Java reads otherwise is refused, never taken in another meaning.
 */
public final class EndpointPattern {
  private EndpointPattern() {}

  /** What is wrong with one, for the operator; empty if it holds. */
  public static Optional<String> problem(String expression) {
    if (!expression.startsWith("^/kbs") || !expression.endsWith("$")) {
      return Optional.of(
          "expected a regular expression that begins with ^/kbs and ends with $, got "
              + (expression.isEmpty() ? "none" : expression));
    }
    Optional<String> foreign = foreign(expression);
    if (foreign.isPresent()) {
      return Optional.of(
          "expected a regular expression of Java's, got " + expression + ": " + foreign.get());
    }
    try {
      Pattern.compile(expression);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      String place = e.getIndex() < 0 ? "" : " at its character " + (e.getIndex() + 1);
      return Optional.of(
          "expected a regular expression, got "
              + expression
              + ", wrong"
              + place
              + ": "
              + e.getDescription());
    }
  }

  /** What means something else in Rust, and what to write instead. */
  private static Optional<String> foreign(String expression) {
    int depth = 0; // of brackets
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '\\') {
        i++; // whatever follows stands for itself or is a class of both
      } else if (expression.startsWith("(?P<", i)) {
        return Optional.of("write (?<name>…) instead of (?P<name>…)");
      } else if (depth > 0 && expression.startsWith("[:", i)) {
        return Optional.of("write A-Za-z, 0-9 or \\p{Alpha} instead of [:alpha:] and its like");
      } else if (depth > 0 && (expression.startsWith("--", i) || expression.startsWith("~~", i))) {
        return Optional.of("there is no difference of classes (-- or ~~); write what is left");
      } else if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth = Math.max(0, depth - 1);
      }
    }
    return Optional.empty();
  }
}
