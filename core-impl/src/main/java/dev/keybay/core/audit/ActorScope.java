package dev.keybay.core.audit;

import java.util.Optional;

/**
 * Binds the actor to the thread that works for it, so that what is done deep below is recorded
 * under the right name without being handed through. Work that moves to another thread is bound
 * again there.
 *
 * <p>Nothing stays on the thread when the call has returned.
 */
public final class ActorScope {
  private static final ThreadLocal<Actor> CURRENT = new ThreadLocal<>();

  private ActorScope() {}

  /** The actor that this thread works for; {@link Actor#HOST} unless said otherwise. */
  public static Actor current() {
    return Optional.ofNullable(CURRENT.get()).orElse(Actor.HOST);
  }

  /** Runs the work on behalf of the actor. Calls may be nested: the innermost counts. */
  public static <T, X extends Exception> T callAs(Actor actor, Work<T, X> work) throws X {
    Actor outer = CURRENT.get();
    CURRENT.set(actor);
    try {
      return work.call();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** What is done on somebody's behalf. */
  @FunctionalInterface
  public interface Work<T, X extends Exception> {
    T call() throws X;
  }
}
