package dev.keybay.api.event;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Publishes events. Returns at once: sinks are called in the order of publication on one thread of
 * the host. When sinks lag by more than 10,000 events, further ones are dropped and counted.
 */
@ProviderType
public interface EventNotifier {
  void publish(Event event);
}
