package dev.keybay.runtime.log;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs what bundles report. When a component fails, so do all that need it, and Declarative
 * Services reports each with the same cause: its stack trace is written for the first alone.
 * Thread-safe.
 */
final class Failures {
  private final Consumer<Throwable> errors;

  /** Of the last cause: a text, so that no class of a bundle is held. */
  private volatile String last = "";

  Failures(Consumer<Throwable> errors) {
    this.errors = errors;
  }

  void log(Logger logger, Level level, String message, @Nullable Throwable cause) {
    if (cause == null) {
      logger.atLevel(level).log(message);
      return;
    }
    if (level == Level.ERROR) {
      errors.accept(cause);
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
