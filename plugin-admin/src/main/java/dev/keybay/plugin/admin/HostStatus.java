package dev.keybay.plugin.admin;

import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.session.Guests;
import dev.keybay.api.session.SessionStore;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** How the broker does, on one page. Thread-safe. */
@Component(service = HostStatus.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class HostStatus {
  private final PluginManager plugins;
  private final SessionStore sessions;
  private final Guests guests;
  private final Clock clock;
  private final String version = HostVersion.read();

  @Activate
  public HostStatus(
      @Reference PluginManager plugins,
      @Reference SessionStore sessions,
      @Reference Guests guests,
      @Reference Clock clock) {
    this.plugins = plugins;
    this.sessions = sessions;
    this.guests = guests;
    this.clock = clock;
  }

  /** Times in ISO 8601, {@code uptimeSeconds} since the process started, memory in bytes. */
  Map<String, @Nullable Object> now() {
    Instant now = clock.instant();
    Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    List<PluginInfo> all = plugins.list();
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("version", version);
    status.put("time", now.toString());
    status.put("started", started.toString());
    status.put("uptimeSeconds", Duration.between(started, now).toSeconds());
    status.put("plugins", byState(all));
    status.put("sessions", sessions.size());
    status.put("guests", guests.attested().size());
    status.put("problems", problems(all));
    status.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
    status.put("memory", memory(Runtime.getRuntime()));
    return status;
  }

  private static Map<String, Long> byState(List<PluginInfo> all) {
    Map<String, Long> counts = new TreeMap<>();
    all.forEach(plugin -> counts.merge(plugin.state().name(), 1L, Long::sum));
    return counts;
  }

  private static List<Map<String, String>> problems(List<PluginInfo> all) {
    return all.stream()
        .filter(plugin -> plugin.problem().isPresent())
        .map(
            plugin ->
                Map.of(
                    "plugin",
                    plugin.name(),
                    "version",
                    plugin.version(),
                    "problem",
                    plugin.problem().orElseThrow()))
        .toList();
  }

  private static Map<String, Long> memory(Runtime runtime) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put("used", runtime.totalMemory() - runtime.freeMemory());
    bytes.put("committed", runtime.totalMemory());
    bytes.put("max", runtime.maxMemory());
    return bytes;
  }
}
