package dev.keybay.core.event;

import dev.keybay.api.event.Event;
import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.event.EventSink;
import dev.keybay.core.metrics.Meter;
import dev.keybay.core.metrics.Metrics;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue and one thread that empties it into the sinks. A sink that comes while events are
 * queued gets those, too; one that has gone gets none.
 */
@Component(immediate = true, service = EventNotifier.class)
public final class QueuedEventNotifier implements EventNotifier {
  /** Events that may wait for slow sinks. */
  static final int CAPACITY = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(QueuedEventNotifier.class);
  private static final long STOP_MILLIS = 1_000;
  private static final long GATHER_MILLIS = 5;

  private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final LongAdder dropped = new LongAdder();

  /** True from the first dropped event until the queue is empty again: one burst, one log line. */
  private final AtomicBoolean overflowing = new AtomicBoolean();

  private final SinkCaller caller = new SinkCaller();
  private final Thread thread;
  private final Meter droppedMeter;
  private volatile boolean stopping;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<EventSink> sinks = List.of();

  @Activate
  public QueuedEventNotifier(@Reference Metrics metrics) {
    droppedMeter =
        metrics.counter(
            "keybay_events_dropped_total", "Events dropped because the sinks lagged", dropped::sum);
    thread = new Thread(this::deliver, "keybay-events");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void publish(Event event) {
    if (!queue.offer(event)) {
      dropped.increment();
      if (overflowing.compareAndSet(false, true)) {
        LOG.atWarn()
            .addKeyValue("waiting", CAPACITY)
            .addKeyValue("droppedSinceStart", dropped.sum())
            .log("Event sinks lag: events are dropped until they have caught up");
      }
    }
  }

  /** How many events were dropped since the start. */
  long dropped() {
    return dropped.sum();
  }

  /** Gives the sinks one second for what is queued, then gives up. */
  @Deactivate
  void stop() throws InterruptedException {
    droppedMeter.close();
    stopping = true;
    if (queue.isEmpty()) {
      thread.interrupt();
    }
    thread.join(STOP_MILLIS);
    thread.interrupt();
  }

  private void deliver() {
    try {
      while (!stopping || !queue.isEmpty()) {
        deliver(queue.take());
        // Waking a thread costs the publisher more than the event: it is left to gather some.
        if (queue.isEmpty() && !stopping) {
          Thread.sleep(GATHER_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Event event) {
    if (queue.isEmpty()) {
      overflowing.set(false);
    }
    for (EventSink sink : sinks) {
      caller.call(sink, event);
    }
  }
}
