package dev.keybay.core.jose;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that is loaded now and again, without a thread of its own: whoever uses it after the
 * interval starts the next load and goes on with what there is. After twice the interval the user
 * waits for the load, at most {@link #PATIENCE}. While loading fails the last value is kept for
 * {@link #MAX_AGE}, and dropped then.
 *
 * <p>Thread-safe. Logs when loading begins to fail and when it works again, not each time.
 *
 * @param <T> immutable, with equals
 */
final class Refreshing<T> {
  /** How long a request may wait for a load. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  static final Duration MAX_AGE = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(Refreshing.class);

  private final String name;
  private final Supplier<CompletableFuture<T>> loader;
  private final T none;
  private final Pace pace;
  private final Clock clock;

  // A slow source must not hold up the threads of many requests.
  private final Semaphore waiting = new Semaphore(4);
  private volatile State<T> state;
  // Guarded by this.
  private CompletableFuture<Void> load = CompletableFuture.completedFuture(null);
  private Instant begun = Instant.MIN;
  private boolean failing;

  private record State<T>(T value, Instant loaded, long generation) {}

  Refreshing(String name, Supplier<CompletableFuture<T>> loader, T none, Pace pace, Clock clock) {
    this.name = name;
    this.loader = loader;
    this.none = none;
    this.pace = pace;
    this.clock = clock;
    this.state = new State<>(none, Instant.MIN, 0);
    load();
  }

  /** The value, or none while it has never been loaded or is too old. */
  T get() {
    Instant loaded = state.loaded();
    Instant now = clock.instant();
    if (older(loaded, pace.interval(), now)) {
      load();
      if (older(loaded, pace.interval().multipliedBy(2), now)) {
        await();
      }
    }
    return state.value();
  }

  /** The value after a load that began not long ago: for a caller who misses something in it. */
  T reloaded() {
    load();
    await();
    return state.value();
  }

  /** Grows whenever the value changes. */
  long generation() {
    get();
    return state.generation();
  }

  private synchronized void load() {
    Instant now = clock.instant();
    if (!load.isDone() || !older(begun, pace.pause(), now)) {
      return;
    }
    begun = now;
    load = loader.get().handle(this::take);
  }

  private void await() {
    if (!waiting.tryAcquire()) {
      return;
    }
    try {
      awaitLoad();
    } finally {
      waiting.release();
    }
  }

  private void awaitLoad() {
    CompletableFuture<Void> current;
    synchronized (this) {
      current = load;
    }
    try {
      current.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // A failure was logged by the load; a slow load may still come.
      return;
    }
  }

  private synchronized Void take(T value, Throwable failure) {
    Instant now = clock.instant();
    if (failure == null) {
      boolean same = value.equals(state.value());
      state = new State<>(value, now, state.generation() + (same ? 0 : 1));
      if (failing) {
        failing = false;
        LOG.atInfo().addKeyValue("source", name).log("keys can be loaded again");
      }
      return null;
    }
    if (!failing) {
      failing = true;
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      LOG.atWarn()
          .addKeyValue("source", name)
          .addKeyValue("reason", cause.toString())
          .log("keys cannot be loaded, the last ones stay for at most {}", MAX_AGE);
    }
    if (older(state.loaded(), MAX_AGE, now) && !state.value().equals(none)) {
      state = new State<>(none, Instant.MIN, state.generation() + 1);
      LOG.atError().addKeyValue("source", name).log("keys were not loaded for too long: dropped");
    }
    return null;
  }

  private static boolean older(Instant moment, Duration age, Instant now) {
    return moment.equals(Instant.MIN) || moment.plus(age).isBefore(now);
  }
}
