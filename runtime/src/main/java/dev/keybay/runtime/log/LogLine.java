package dev.keybay.runtime.log;

import ch.qos.logback.classic.pattern.RootCauseFirstThrowableProxyConverter;
import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * {@code TIME LEVEL logger - message key="value" …} on one line, so that what a caller sent cannot
 * look like a line of its own; then an exception, its root cause first, with twenty frames of each.
 *
 * <p>By code: a pattern of Logback makes seventy classes at each start. Thread-safe.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
  private static final int LOGGER_LENGTH = 24;

  /** The key of the host's diagnostic context (MDC), and of pairs that say the same. */
  private static final String REQUEST = "request";

  private final ZoneId zone = ZoneId.systemDefault();
  private final TargetLengthBasedClassNameAbbreviator shorten =
      new TargetLengthBasedClassNameAbbreviator(LOGGER_LENGTH);
  private final RootCauseFirstThrowableProxyConverter exceptions =
      new RootCauseFirstThrowableProxyConverter();

  @Override
  public void start() {
    exceptions.setContext(getContext());
    exceptions.setOptionList(List.of("20"));
    exceptions.start();
    super.start();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(OffsetDateTime.ofInstant(event.getInstant(), zone), line);
    line.append(' ').append(event.getLevel());
    line.append(" ".repeat(Math.max(1, 6 - event.getLevel().levelStr.length())));
    line.append(shorten.abbreviate(event.getLoggerName())).append(" - ");
    appendOnOneLine(line, event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        line.append(' ').append(pair.key).append("=\"");
        appendOnOneLine(line, String.valueOf(pair.value));
        line.append('"');
      }
    }
    appendRequest(line, event);
    line.append('\n').append(exceptions.convert(event));
    return line.toString();
  }

  /** The request that the thread works for, unless the event itself names one. */
  private static void appendRequest(StringBuilder line, ILoggingEvent event) {
    String request = event.getMDCPropertyMap().get(REQUEST);
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (request != null
        && (pairs == null || pairs.stream().noneMatch(pair -> pair.key.equals(REQUEST)))) {
      line.append(' ').append(REQUEST).append("=\"");
      appendOnOneLine(line, request);
      line.append('"');
    }
  }

  /** A run of line ends becomes {@code " / "}. */
  private static void appendOnOneLine(StringBuilder line, String text) {
    boolean ending = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean end = c == '\n' || c == '\r';
      if (!end) {
        line.append(c);
      } else if (!ending) {
        line.append(" / ");
      }
      ending = end;
    }
  }
}
