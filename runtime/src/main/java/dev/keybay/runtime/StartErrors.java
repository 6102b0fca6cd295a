package dev.keybay.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Errors that components met while the broker started, as Declarative Services logs them: it goes
 * on without the component, and nobody else is told. Thread-safe.
 */
final class StartErrors implements Predicate<Throwable> {
  private static final int MOST = 8;

  /** The host's and the doors': their messages are for the operator, and waiting does not help. */
  private static final Set<String> FATAL =
      Set.of(
          "NewerSchemaException",
          "UnusableKeyException",
          "UnusableSettingsException",
          "WrongKeyEncryptionKeyException",
          "CannotListenException",
          "UnusableTlsException");

  private volatile boolean starting = true;
  private final List<Throwable> errors = new CopyOnWriteArrayList<>();

  /** Notes it; true if a start fails with its message, so that it need not be logged. */
  @Override
  public boolean test(Throwable error) {
    if (errors.size() < MOST) {
      errors.add(error);
    }
    return starting && find(error).isPresent();
  }

  /** From now on nobody waits for the start, and everything is logged. */
  void startIsOver() {
    starting = false;
  }

  void throwIfFatal() throws StartupException {
    for (Throwable error : errors) {
      Optional<Throwable> fatal = find(error);
      if (fatal.isPresent()) {
        throw new StartupException(String.valueOf(fatal.get().getMessage()), fatal.get());
      }
    }
  }

  /** What went wrong so far, for a broker that never became ready. */
  String summary() {
    StringBuilder text = new StringBuilder();
    for (Throwable error : errors) {
      Throwable root = error;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      text.append("\n  ").append(root.getClass().getSimpleName()).append(": ");
      text.append(root.getMessage());
    }
    return text.isEmpty() ? "" : "\nComponents that failed:" + text;
  }

  private static Optional<Throwable> find(@Nullable Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (FATAL.contains(each.getClass().getSimpleName())) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
