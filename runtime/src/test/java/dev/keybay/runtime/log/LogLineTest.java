package dev.keybay.runtime.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLineTest {
  private final LoggerContext context = new LoggerContext();
  private final LogbackMDCAdapter diagnostics = new LogbackMDCAdapter();
  private final LogLine line = new LogLine();

  @BeforeEach
  void start() {
    context.setMDCAdapter(diagnostics);
    line.setContext(context);
    line.start();
  }

  @Test
  void aLineOfARequestHasItsId() {
    diagnostics.put("request", "5f-1");
    assertTrue(line.doLayout(event()).endsWith(" - hello request=\"5f-1\"\n"));
    diagnostics.remove("request");
    assertTrue(line.doLayout(event()).endsWith(" - hello\n"));
  }

  @Test
  void anIdIsNotThereTwice() {
    diagnostics.put("request", "5f-1");
    LoggingEvent event = event();
    event.setKeyValuePairs(List.of(new KeyValuePair("request", "5f-2")));
    String text = line.doLayout(event);
    assertTrue(text.endsWith(" - hello request=\"5f-2\"\n"), text);
    assertFalse(text.contains("5f-1"), text);
  }

  private LoggingEvent event() {
    return new LoggingEvent("", context.getLogger("test"), Level.INFO, "hello", null, null);
  }
}
