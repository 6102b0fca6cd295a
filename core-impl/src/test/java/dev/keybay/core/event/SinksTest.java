package dev.keybay.core.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import dev.keybay.api.event.AttestationFailed;
import dev.keybay.api.event.PolicyChanged;
import dev.keybay.api.event.ResourceAccessed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

class SinksTest {
  @Test
  void aChangedPolicyIsLoggedAtInfoWithItsAttributes() {
    try (CapturedLog log = new CapturedLog("dev.keybay.event", Level.DEBUG)) {
      new LogSink().accept(new PolicyChanged("resource", "p", "abc"));
      var line = log.lines().get(0);
      assertEquals(Level.INFO, line.getLevel());
      assertEquals("policy/changed", line.getMessage());
      assertTrue(line.getKeyValuePairs().toString().contains("hash=\"abc\""));
    }
  }

  @Test
  void whatComesWithEachRequestIsLoggedAtDebug() {
    try (CapturedLog log = new CapturedLog("dev.keybay.event", Level.DEBUG)) {
      new LogSink().accept(new ResourceAccessed("read", "a/b/c"));
      assertEquals(Level.DEBUG, log.lines().get(0).getLevel());
    }
  }

  @Test
  void aGuestsWordsCannotForgeALogLine() {
    try (CapturedLog log = new CapturedLog("dev.keybay.event", Level.DEBUG)) {
      new LogSink().accept(new AttestationFailed("x\n2026 INFO all is well", "y".repeat(9_999)));
      String text = log.lines().get(0).getKeyValuePairs().toString();
      assertFalse(text.contains("\n"));
      assertTrue(text.length() < 1_000);
    }
  }

  @Test
  void theEventAdminGetsTopicAndAttributes() {
    List<Event> posted = new ArrayList<>();
    EventAdminSink sink = new EventAdminSink();
    sink.eventAdmin = new Recorder(posted);
    sink.handlers.set(1);
    sink.accept(new ResourceAccessed("read", "a/b/c"));
    assertEquals("dev/keybay/resource/read", posted.get(0).getTopic());
    assertEquals("a/b/c", posted.get(0).getProperty("path"));
  }

  @Test
  void whereNobodyListensNothingIsPosted() {
    List<Event> posted = new ArrayList<>();
    EventAdminSink sink = new EventAdminSink();
    sink.eventAdmin = new Recorder(posted);
    sink.accept(new ResourceAccessed("read", "a/b/c"));
    assertEquals(List.of(), posted);
  }

  @Test
  void withoutAnEventAdminNothingHappens() {
    new EventAdminSink().accept(new ResourceAccessed("read", "a/b/c"));
  }

  private record Recorder(List<Event> posted) implements EventAdmin {
    @Override
    public void postEvent(Event event) {
      posted.add(event);
    }

    @Override
    public void sendEvent(Event event) {
      throw new AssertionError("would wait for the handlers");
    }
  }
}
