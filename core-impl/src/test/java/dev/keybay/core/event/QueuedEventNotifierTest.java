package dev.keybay.core.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import dev.keybay.api.event.Event;
import dev.keybay.api.event.EventSink;
import dev.keybay.api.event.GuestAttested;
import dev.keybay.core.metrics.BuildInfo;
import dev.keybay.core.metrics.Metrics;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueuedEventNotifierTest {
  private final QueuedEventNotifier notifier =
      new QueuedEventNotifier(new Metrics(new BuildInfo("1", "2", "3")));
  private final List<Event> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void stop() throws InterruptedException {
    gate.countDown();
    notifier.stop();
  }

  @Test
  void everySinkGetsAllEventsInTheOrderOfPublication() {
    List<Event> second = new CopyOnWriteArrayList<>();
    notifier.sinks = List.of(received::add, second::add);
    List<Event> published = publish(500);
    await().until(() -> second.size() == 500);
    assertEquals(published, received);
    assertEquals(published, second);
  }

  @Test
  void aSinkThatThrowsHarmsNeitherTheOthersNorLaterEvents() {
    EventSink broken =
        event -> {
          throw new StackOverflowError("as a plugin's code may");
        };
    notifier.sinks = List.of(broken, received::add);
    List<Event> published = publish(3);
    await().until(() -> received.size() == 3);
    assertEquals(published, received);
  }

  @Test
  void aSinkThatFailsAllTheTimeIsLoggedOnce() {
    try (CapturedLog log = new CapturedLog(SinkCaller.class.getName(), Level.INFO)) {
      EventSink broken =
          event -> {
            throw new IllegalStateException("no");
          };
      notifier.sinks = List.of(broken, received::add);
      publish(20);
      await().until(() -> received.size() == 20);
      assertEquals(1, log.lines().size());
    }
  }

  @Test
  void whatIsOverTheBoundIsDroppedCountedAndLoggedOnceABurst() {
    try (CapturedLog log = new CapturedLog(QueuedEventNotifier.class.getName(), Level.INFO)) {
      notifier.sinks = List.of(this::slow);
      publish(1);
      // The thread holds the first event, so the queue has room for exactly its bound.
      await().until(() -> received.size() == 1);
      publish(QueuedEventNotifier.CAPACITY + 7);
      assertEquals(7, notifier.dropped());
      assertEquals(1, log.lines().size());
      gate.countDown();
      await().until(() -> received.size() == QueuedEventNotifier.CAPACITY + 1);
    }
  }

  @Test
  void whatIsQueuedIsDeliveredBeforeTheEnd() throws InterruptedException {
    notifier.sinks = List.of(received::add);
    publish(1_000);
    notifier.stop();
    assertEquals(1_000, received.size());
  }

  private void slow(Event event) {
    received.add(event);
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Event> publish(int count) {
    List<Event> events =
        IntStream.range(0, count).<Event>mapToObj(i -> new GuestAttested("tee" + i, "x")).toList();
    events.forEach(notifier::publish);
    return events;
  }
}
