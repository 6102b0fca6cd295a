package dev.keybay.format.naming;

/**
 * The numbers of which versions are made, as OSGi has them (Core 8 §3.2.5): each from 0 to
 * 2147483647, with dots between them.
 */
public final class VersionNumbers {
  /** The form of one number, in regular expressions; some that have it are too large. */
  public static final String FORM = "[0-9]{1,10}";

  private VersionNumbers() {}

  /** The three of a version, for example {@code 1.0.3}. */
  public static boolean areVersion(String text) {
    return are(text, 3, 3);
  }

  /** The two of a stream, or the three of a plain bundle's. */
  public static boolean areStream(String text) {
    return are(text, 2, 3);
  }

  /** The first of a version, or all: one to three. */
  public static boolean areSelection(String text) {
    return are(text, 1, 3);
  }

  private static boolean are(String text, int least, int most) {
    String[] numbers = text.split("\\.", -1);
    if (numbers.length < least || numbers.length > most) {
      return false;
    }
    for (String number : numbers) {
      if (!number.matches(FORM) || Long.parseLong(number) > Integer.MAX_VALUE) {
        return false;
      }
    }
    return true;
  }
}
