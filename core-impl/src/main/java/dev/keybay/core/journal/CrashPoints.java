package dev.keybay.core.journal;

/**
 * Where a test can end the process as {@code kill -9} does: at the step that the system property
 * {@value #PROPERTY} names, for example {@code update.commit}. Nothing happens unless it is set.
 */
final class CrashPoints {
  static final String PROPERTY = "keybay.crashAt";

  private static final String WANTED = System.getProperty(PROPERTY, "");

  private CrashPoints() {}

  static void reached(String operation, String step) {
    if (!WANTED.isEmpty() && WANTED.equals(operation + "." + step)) {
      Runtime.getRuntime().halt(137);
    }
  }
}
