package dev.keybay.core.event;

import dev.keybay.api.event.Event;
import dev.keybay.api.event.EventSink;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes events to the log: changes of plugins and policies at info, all others, which may come
 * with each request, at debug.
 */
@Component(service = EventSink.class)
public final class LogSink implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger("dev.keybay.event");
  private static final int MAX_VALUE = 512;

  @Override
  public void accept(Event event) {
    String topic = event.topic();
    Level level =
        topic.startsWith("plugin/") || topic.startsWith("policy/") ? Level.INFO : Level.DEBUG;
    if (!LOG.isEnabledForLevel(level)) {
      return;
    }
    LoggingEventBuilder line = LOG.atLevel(level);
    for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
      line = line.addKeyValue(attribute.getKey(), oneLine(attribute.getValue()));
    }
    line.log(oneLine(topic));
  }

  /** Attributes may carry a guest's words: these must not forge log lines or flood the log. */
  static String oneLine(String value) {
    String cut = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) + "…" : value;
    StringBuilder clean = new StringBuilder(cut.length());
    cut.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
