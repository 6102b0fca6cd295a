package dev.keybay.runtime.log;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs what bundles report. When a component fails, so do all that need it, and Declarative
 * Services reports each with the same cause: its stack trace is written for the first alone.
 * Thread-safe.
 */
final class Failures {
  /** Takes each error; true if the operator learns of it otherwise. */
  private final Predicate<Throwable> told;

  /** Of the last cause: a text, so that no class of a bundle is held. */
  private volatile String last = "";

  /** The operator will learn what ends the start: all the rest follows from it. */
  private volatile boolean over;

  Failures(Predicate<Throwable> told) {
    this.told = told;
  }

  void log(Logger logger, Level level, String message, @Nullable Throwable cause) {
    if (over) {
      return;
    }
    if (cause == null) {
      logger.atLevel(level).log(message);
      return;
    }
    if (level == Level.ERROR && told.test(cause)) {
      over = true;
      return;
    }
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String text = root.toString();
    if (text.equals(last)) {
      logger.atLevel(level).log("{}: {}", message, text);
    } else {
      last = text;
      logger.atLevel(level).setCause(cause).log(message);
    }
  }
}
