package dev.keybay.core.event;

import dev.keybay.api.event.Event;
import dev.keybay.api.event.EventSink;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a sink so that nothing it throws gets out, and logs when it begins to fail, not each time.
 * Confined to the notifier's thread.
 */
final class SinkCaller {
  private static final Logger LOG = LoggerFactory.getLogger(SinkCaller.class);
  private static final int REMEMBERED = 100;

  /** Class names and not the sinks: those may belong to a plugin that is gone. */
  private final Set<String> failing = new HashSet<>();

  void call(EventSink sink, Event event) {
    String name = sink.getClass().getName();
    try {
      sink.accept(event);
      failing.remove(name);
    } catch (Throwable e) { // Plugin code: an Error of it must not end the host's only thread.
      if (failing.size() >= REMEMBERED) {
        failing.clear();
      }
      if (failing.add(name)) {
        LOG.atError()
            .addKeyValue("sink", name)
            .addKeyValue("event", event.getClass().getName())
            .setCause(e)
            .log("An event sink fails; further failures in a row are not logged");
      }
    }
  }
}
