package dev.keybay.api.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives every event published after it was registered, one at a time. Whatever it throws is
 * logged and harms neither the publisher nor other sinks. It should return quickly.
 */
@ConsumerType
public interface EventSink {
  void accept(Event event);
}
