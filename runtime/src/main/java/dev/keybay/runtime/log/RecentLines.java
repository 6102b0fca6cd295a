package dev.keybay.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.Layout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.event.KeyValuePair;

/**
 * The last lines of each source, for reports of failures: a source is a logger, or {@code
 * plugin:NAME} for what the host says of a plugin. Of at most {@value #SOURCES} sources, the least
 * talked of are forgotten; {@value #LINES} lines each, cut at {@value #LENGTH} characters. It keeps
 * text alone. Thread-safe.
 */
public final class RecentLines extends AppenderBase<ILoggingEvent>
    implements Function<Predicate<String>, List<String>> {
  private static final int SOURCES = 500;
  private static final int LINES = 50;
  private static final int LENGTH = 4000;
  private static final RecentLines ONLY = new RecentLines();

  private record Line(long number, String text) {}

  /** Guarded by itself; the order is that of use. */
  private final Map<String, Deque<Line>> bySource = new LinkedHashMap<>(64, 0.75f, true);

  private volatile Layout<ILoggingEvent> layout = new LogLine();
  private long count;

  private RecentLines() {}

  static RecentLines started(Layout<ILoggingEvent> layout) {
    ONLY.layout = layout;
    ONLY.setContext(layout.getContext());
    ONLY.start();
    return ONLY;
  }

  /** Offers them to the host as a service. */
  public static void register(BundleContext context) {
    var unused =
        context.registerService(
            Function.class, ONLY, FrameworkUtil.asDictionary(Map.of("keybay.log", "recent")));
  }

  /** The last lines of the sources that are wanted, the oldest first. */
  @Override
  public List<String> apply(Predicate<String> wanted) {
    List<Line> lines = new ArrayList<>();
    synchronized (bySource) {
      bySource.forEach(
          (source, own) -> {
            if (wanted.test(source)) {
              lines.addAll(own);
            }
          });
    }
    lines.sort(Comparator.comparingLong(Line::number));
    List<String> texts = lines.stream().map(Line::text).distinct().toList();
    return texts.subList(Math.max(0, texts.size() - LINES), texts.size());
  }

  @Override
  protected void append(ILoggingEvent event) {
    String text = layout.doLayout(event).stripTrailing();
    String cut = text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
    synchronized (bySource) {
      Line line = new Line(count++, cut);
      add(event.getLoggerName(), line);
      if (event.getKeyValuePairs() != null) {
        for (KeyValuePair pair : event.getKeyValuePairs()) {
          if (pair.key.equals("plugin")) {
            add("plugin:" + String.valueOf(pair.value).replaceFirst("@.*", ""), line);
          }
        }
      }
    }
  }

  private void add(String source, Line line) {
    Deque<Line> lines = bySource.computeIfAbsent(source, key -> new ArrayDeque<>());
    lines.addLast(line);
    if (lines.size() > LINES) {
      lines.removeFirst();
    }
    if (bySource.size() > SOURCES) {
      bySource.remove(bySource.keySet().iterator().next());
    }
  }
}
