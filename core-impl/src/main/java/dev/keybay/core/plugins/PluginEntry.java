package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.routing.Target;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.naming.PluginVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** One installed plugin bundle and where it stands. The mutable part is guarded by the entry. */
final class PluginEntry {
  private final Bundle bundle;
  private final PluginIdentity identity;
  private final List<Target> targets = new CopyOnWriteArrayList<>();

  private PluginState state = PluginState.RESOLVING;
  private Instant since;
  private Optional<String> problem = Optional.empty();
  private volatile @Nullable Throwable failure;

  PluginEntry(Bundle bundle, PluginIdentity identity, Instant now) {
    this.bundle = bundle;
    this.identity = identity;
    this.since = now;
  }

  Bundle bundle() {
    return bundle;
  }

  PluginIdentity identity() {
    return identity;
  }

  PluginVersion plugin() {
    return identity.plugin();
  }

  /** Its endpoints that are on the routes, or draining. */
  List<Target> targets() {
    return targets;
  }

  /** What the framework or its own code threw at its start, if anything. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  void failedBy(Throwable thrown) {
    failure = thrown;
  }

  synchronized PluginState state() {
    return state;
  }

  synchronized Instant since() {
    return since;
  }

  synchronized Optional<String> problem() {
    return problem;
  }

  /**
   * Enters a state.
   *
   * @return false if it was in it already, for the same reason
   */
  synchronized boolean enter(PluginState newState, Optional<String> reason, Instant now) {
    if (state == newState && problem.equals(reason)) {
      return false;
    }
    state = newState;
    problem = reason;
    since = now;
    return true;
  }
}
