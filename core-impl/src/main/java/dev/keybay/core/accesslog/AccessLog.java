package dev.keybay.core.accesslog;

import dev.keybay.api.plugin.Caller;
import dev.keybay.core.metrics.Meter;
import dev.keybay.core.metrics.Metrics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access log: one line for each request, to the logger {@value #LOGGER}. On the way of a
 * request it costs one read where it is off, and one small object and a place in a queue where it
 * is on; where the queue is full, the line is dropped and counted. Thread-safe.
 */
@Component(service = AccessLog.class, configurationPid = AccessSettings.PID)
@Designate(ocd = AccessSettings.class)
public final class AccessLog {
  static final String LOGGER = "keybay.access";

  /** The launcher sends this one to standard output, and {@link #LOGGER} to a file. */
  private static final String STDOUT = LOGGER + ".stdout";

  private static final int CAPACITY = 16 << 10;

  private final Clock clock;
  private final LongAdder dropped = new LongAdder();
  private final Meter meter;

  /** Null where it is off. */
  private volatile @Nullable AccessWriter writer;

  @Activate
  public AccessLog(@Reference Clock clock, @Reference Metrics metrics, AccessSettings settings) {
    this.clock = clock;
    meter =
        metrics.counter(
            "keybay_access_log_dropped_total", "Lines dropped as writing lagged", dropped::sum);
    writer = open(settings);
  }

  @Modified
  void modified(AccessSettings settings) {
    AccessWriter before = writer;
    writer = open(settings);
    if (before != null) {
      before.close();
    }
  }

  /**
   * A request was answered.
   *
   * @param route what of the path chose the plugin, or empty
   * @param plugin name and version of who answered, or empty, in two parts
   * @param caller null if it was refused before it was known
   * @param startNanos {@link System#nanoTime} of its arrival
   */
  public void answered(
      HttpServletRequest request,
      HttpServletResponse response,
      String id,
      String route,
      Answerer plugin,
      @Nullable Caller caller,
      long startNanos) {
    AccessWriter now = writer;
    if (now == null) {
      return;
    }
    AccessEntry entry =
        new AccessEntry(
            clock.instant(),
            id,
            request.getMethod(),
            request.getRequestURI(),
            route,
            plugin.toString(),
            response.getStatus(),
            length(response),
            System.nanoTime() - startNanos,
            caller,
            request.getRemoteAddr());
    if (!now.offer(entry)) {
      dropped.increment();
    }
  }

  /** Who answered, by name and version; empty if nobody was reached. */
  public record Answerer(String name, String version) {
    public static final Answerer NONE = new Answerer("", "");

    @Override
    public String toString() {
      return name.isEmpty() ? "" : name + "@" + version;
    }
  }

  private static long length(HttpServletResponse response) {
    String announced = response.getHeader("Content-Length");
    return announced == null ? -1 : Long.parseLong(announced);
  }

  private static @Nullable AccessWriter open(AccessSettings settings) {
    if (!settings.enabled()) {
      return null;
    }
    Logger log = LoggerFactory.getLogger(settings.to().equals("stdout") ? STDOUT : LOGGER);
    return new AccessWriter(CAPACITY, AccessFormat.of(settings.format()), log::info);
  }

  @Deactivate
  void stop() {
    AccessWriter last = writer;
    writer = null;
    if (last != null) {
      last.close();
    }
    meter.close();
  }
}
