package dev.keybay.api.plugin;

/** Where a plugin version stands. */
public enum PluginState {
  /** It is known and does not run: another version of its stream serves, or none was chosen. */
  REGISTERED,
  /** Its bundle is being resolved. */
  RESOLVING,
  /** Its bundle or its components are starting. */
  STARTING,
  /** It answers requests, or offers the service that it exists for. */
  SERVING,
  /** It serves, but says that it is not well. */
  DEGRADED,
  /** It accepts nothing new and finishes what it has. */
  DRAINING,
  /** The operator has switched it off. */
  DISABLED,
  /** A newer version of its stream has taken over; it is stopped and kept. */
  SUPERSEDED,
  /** It could not start; the info says why. */
  FAILED,
  /** It asks for more than was granted, and nobody has consented yet. */
  AWAITING_CONSENT,
  /**
   * Its bytes are damaged or do not fit this host, or what it requires does not run; it is kept and
   * not started.
   */
  QUARANTINED
}
