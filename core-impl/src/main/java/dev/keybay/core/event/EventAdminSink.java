package dev.keybay.core.event;

import dev.keybay.api.event.Event;
import dev.keybay.api.event.EventSink;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;

/**
 * Passes events on to the OSGi Event Admin, if there is one, as topics {@code dev/keybay/<topic>}
 * with the attributes as event properties.
 */
@Component(service = EventSink.class)
public final class EventAdminSink implements EventSink {
  /** What all topics begin with. */
  static final String PREFIX = "dev/keybay/";

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable EventAdmin eventAdmin;

  /** How many listen to Event Admin. */
  final AtomicInteger handlers = new AtomicInteger();

  /** By reference alone: Event Admin, not this, wakes the handlers. */
  @Reference(
      service = EventHandler.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addHandler(ServiceReference<EventHandler> handler) {
    handlers.incrementAndGet();
  }

  void removeHandler(ServiceReference<EventHandler> handler) {
    handlers.decrementAndGet();
  }

  @Override
  public void accept(Event event) {
    EventAdmin admin = eventAdmin;
    // Each request may bring an event, and mostly nobody listens.
    if (admin != null && handlers.get() > 0) {
      // Posted and not sent: a slow handler must not hold up the other sinks.
      admin.postEvent(new org.osgi.service.event.Event(PREFIX + event.topic(), event.attributes()));
    }
  }
}
