package dev.keybay.runtime.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RecentLinesTest {
  /** Of its own for each test: there is one keeper of lines in a process. */
  private final String source = "test." + UUID.randomUUID();

  private static final LoggerContext context = new LoggerContext();

  private RecentLines lines;
  private Logger logger;

  @BeforeEach
  void start() {
    LayoutBase<ILoggingEvent> plain =
        new LayoutBase<>() {
          @Override
          public String doLayout(ILoggingEvent event) {
            return event.getFormattedMessage();
          }
        };
    plain.setContext(context);
    lines = RecentLines.started(plain);
    logger = context.getLogger(source);
    logger.addAppender(lines);
  }

  private List<String> kept(String of) {
    return lines.apply(of::equals);
  }

  @Test
  void theLastFiftyLinesOfASourceAreKeptInOrder() {
    IntStream.range(0, 60).forEach(i -> logger.info("line {}", i));
    List<String> kept = kept(source);
    assertEquals(50, kept.size());
    assertEquals("line 10", kept.get(0));
    assertEquals("line 59", kept.get(49));
  }

  @Test
  void aLineOfAPluginIsFoundUnderItsName() {
    String plugin = "p" + UUID.randomUUID();
    logger.atWarn().addKeyValue("plugin", plugin + "@1.0.0").log("unwell");
    assertEquals(List.of("unwell"), kept("plugin:" + plugin));
  }

  @Test
  void aLongLineIsCut() {
    logger.info("x".repeat(10_000));
    assertEquals(4001, kept(source).get(0).length());
    assertTrue(kept(source).get(0).endsWith("…"));
  }

  @Test
  void theLeastTalkedOfSourceIsForgotten() {
    logger.info("early");
    for (int i = 0; i < 500; i++) {
      Logger other = context.getLogger(source + ".other" + i);
      other.info("later"); // goes up to the appender of its parent
    }
    assertTrue(kept(source).isEmpty());
    assertFalse(kept(source + ".other499").isEmpty());
  }
}
