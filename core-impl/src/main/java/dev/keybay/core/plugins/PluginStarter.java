package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginState;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Starts and stops a plugin's bundle and finds out what became of it. */
@Component(service = PluginStarter.class)
public final class PluginStarter {
  /** A component may find a service that it needs a moment later; not for ever. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final long LOOK_MILLIS = 5;

  private final Plugins plugins;
  private final Endpoints endpoints;
  private final ComponentStates components;
  private final ActivationThreads threads;
  private final GrantedTimes times;

  @Activate
  public PluginStarter(
      @Reference Plugins plugins,
      @Reference Endpoints endpoints,
      @Reference ComponentStates components,
      @Reference ActivationThreads threads,
      @Reference GrantedTimes times) {
    this.plugins = plugins;
    this.endpoints = endpoints;
    this.components = components;
    this.threads = threads;
    this.times = times;
  }

  /**
   * Starts the bundle and waits until the plugin serves or has failed.
   *
   * @return why it has failed; empty if it serves
   */
  Optional<String> start(PluginEntry entry) {
    plugins.enter(entry, PluginState.STARTING, null);
    AtomicReference<@Nullable BundleException> refused = new AtomicReference<>();
    Thread starting =
        threads.start(
            entry,
            () -> {
              try {
                entry.bundle().start();
              } catch (BundleException e) {
                refused.set(e);
              }
            },
            seconds -> plugins.enter(entry, PluginState.FAILED, notBack(seconds)));
    long begin = System.nanoTime();
    try {
      TimeUnit.NANOSECONDS.timedJoin(starting, times.start(entry).toNanos());
      if (starting.isAlive()) {
        return failed(entry, notBack(times.start(entry).toSeconds()));
      }
      BundleException problem = refused.get();
      if (problem != null) {
        entry.failedBy(problem);
        return failed(entry, inWords(problem));
      }
      return settle(entry, begin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(entry, "the host is stopping");
    }
  }

  /** Takes it off the routes, waits for the requests inside, and stops the bundle. */
  void stop(PluginEntry entry) throws BundleException {
    long unused = endpoints.withdraw(entry);
    entry.bundle().stop();
  }

  /**
   * As {@link #stop}, and gone for good: the framework forgets it. A plugin that does not come back
   * from its stop is not waited for: nothing that is done to others may hang on it.
   *
   * @return how many requests it is stopped over
   */
  long retire(PluginEntry entry) throws BundleException {
    long inside = endpoints.withdraw(entry);
    AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
    Thread stopping =
        threads.stop(
            entry,
            () -> {
              try {
                entry.bundle().uninstall();
              } catch (BundleException | IllegalStateException e) {
                refused.set(e);
              }
            });
    try {
      TimeUnit.NANOSECONDS.timedJoin(stopping, times.start(entry).toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (refused.get() != null) {
      throw new BundleException("the framework does not take it out", refused.get());
    }
    return inside;
  }

  private Optional<String> settle(PluginEntry entry, long begin) throws InterruptedException {
    while (true) {
      if (entry.state() == PluginState.FAILED) {
        return Optional.of(entry.problem().orElse("it failed"));
      }
      Optional<String> problem = components.problem(entry.bundle());
      if (problem.isEmpty()
          && components.known(entry.bundle())
          && endpoints.open(entry) >= components.endpoints(entry.bundle())) {
        plugins.enter(entry, PluginState.SERVING, null);
        return Optional.empty();
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - begin);
      if (problem.isPresent() && waited.compareTo(GRACE) > 0) {
        return failed(entry, problem.get());
      }
      if (waited.compareTo(times.start(entry)) > 0) {
        return failed(entry, notBack(times.start(entry).toSeconds()));
      }
      // Declarative Services announces no state changes; a start is rare and the look is cheap.
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private Optional<String> failed(PluginEntry entry, String reason) {
    plugins.enter(entry, PluginState.FAILED, reason);
    return Optional.of(reason);
  }

  private static String notBack(long seconds) {
    return "it did not come back from its start within " + seconds + " s";
  }

  /** The framework's message, reduced to what is missing where that is what it says. */
  private static String inWords(BundleException problem) {
    String message = String.valueOf(problem.getMessage());
    int wiring = message.indexOf("osgi.wiring.package=");
    if (problem.getType() == BundleException.RESOLVE_ERROR && wiring >= 0) {
      String name = message.substring(wiring + "osgi.wiring.package=".length());
      int end = name.indexOf(')');
      return String.format(
          Locale.ROOT,
          "it needs the package %s, which nothing here exports; embed it or install what has it",
          end < 0 ? name : name.substring(0, end));
    }
    Throwable cause = problem.getCause();
    return cause == null ? message : message + ": " + cause;
  }

  /** Whether the framework has it running. */
  static boolean isActive(PluginEntry entry) {
    return (entry.bundle().getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
  }
}
