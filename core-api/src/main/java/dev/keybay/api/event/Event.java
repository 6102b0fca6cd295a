package dev.keybay.api.event;

import java.util.Map;

/**
 * Something that happened. Implementations are immutable records whose attributes hold no secret.
 * Plugins may define their own.
 */
public interface Event {
  /**
   * Slash-separated, for example {@code plugin/state}; the OSGi topic is {@code dev/keybay/} and
   * this.
   */
  String topic();

  /** Names and texts for logs and other sinks; immutable, no secrets. */
  Map<String, String> attributes();
}
