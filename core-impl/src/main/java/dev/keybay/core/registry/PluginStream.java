package dev.keybay.core.registry;

import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.util.Optional;

/**
 * Which version of a stream serves.
 *
 * @param enabled whether it shall serve at all
 * @param active the version that serves while it is enabled; empty if none was chosen yet
 * @param previous the version before, to which a rollback leads
 */
public record PluginStream(
    StreamId id,
    boolean enabled,
    Optional<PluginVersion> active,
    Optional<PluginVersion> previous) {

  /** One that nobody has chosen a version for. */
  static PluginStream empty(StreamId id) {
    return new PluginStream(id, false, Optional.empty(), Optional.empty());
  }

  /** The version that serves now. */
  public Optional<PluginVersion> serving() {
    return enabled ? active : Optional.empty();
  }

  PluginStream activated(PluginVersion version) {
    boolean same = active.filter(version::equals).isPresent();
    return new PluginStream(id, true, Optional.of(version), same ? previous : active);
  }

  PluginStream enabled(boolean on) {
    return new PluginStream(id, on, active, previous);
  }

  /** Serving nothing, until a version is chosen again. */
  PluginStream deactivated() {
    return new PluginStream(id, false, Optional.empty(), active.or(() -> previous));
  }

  /** With a version chosen for when it is switched on. */
  PluginStream chosen(PluginVersion version) {
    return new PluginStream(id, false, Optional.of(version), active);
  }

  PluginStream without(PluginVersion version) {
    return new PluginStream(
        id,
        enabled && !active.filter(version::equals).isPresent(),
        active.filter(other -> !other.equals(version)),
        previous.filter(other -> !other.equals(version)));
  }
}
