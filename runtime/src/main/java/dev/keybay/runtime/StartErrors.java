package dev.keybay.runtime;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Errors that components met while the broker started, as Declarative Services logs them: it goes
 * on without the component, and nobody else is told. Thread-safe.
 */
final class StartErrors implements Consumer<Throwable> {
  private static final int MOST = 8;

  /** The store's: its data were written by a newer Keybay, and waiting does not help. */
  private static final String NEWER_SCHEMA = "NewerSchemaException";

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();

  @Override
  public void accept(Throwable error) {
    if (errors.size() < MOST) {
      errors.add(error);
    }
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
      if (each.getClass().getSimpleName().equals(NEWER_SCHEMA)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
