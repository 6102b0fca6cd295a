package dev.keybay.core.metrics;

import dev.keybay.api.event.Event;
import dev.keybay.api.event.EventSink;
import dev.keybay.api.event.ResourceAccessed;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Counts reads, writes and deletions of resources; by path only where the operator wants it. */
@Component(immediate = true, service = EventSink.class, configurationPid = MetricsSettings.PID)
@Designate(ocd = MetricsSettings.class)
public final class ResourceMeters implements EventSink {
  static final int MAX_PATHS = 1_000;

  private final List<Meter> registered = new ArrayList<>();
  private final Consumer<String> reads;
  private final Consumer<String> writes;
  private final Consumer<String> deletes;

  @Activate
  public ResourceMeters(@Reference Metrics metrics, MetricsSettings settings) {
    this(metrics, settings.resourcePathLabel());
  }

  ResourceMeters(Metrics metrics, boolean byPath) {
    reads = counter(metrics, "kbs_resource_reads_total", "Resources read", byPath);
    writes = counter(metrics, "kbs_resource_writes_total", "Resources written", byPath);
    deletes = counter(metrics, "kbs_resource_deletes_total", "Resources deleted", byPath);
  }

  @Override
  public void accept(Event event) {
    if (event instanceof ResourceAccessed access) {
      switch (access.action()) {
        case "read" -> reads.accept(access.path());
        case "write" -> writes.accept(access.path());
        case "delete" -> deletes.accept(access.path());
        default -> {
          // An action that a later contract may bring has no counter here.
        }
      }
    }
  }

  @Deactivate
  void stop() {
    for (Meter counter : registered) {
      counter.close();
    }
  }

  private Consumer<String> counter(Metrics metrics, String name, String help, boolean byPath) {
    if (byPath) {
      LabelledCounter counter = new LabelledCounter(name, help, "resource_path", MAX_PATHS);
      registered.add(metrics.add(name, counter));
      return counter::increment;
    }
    LongAdder count = new LongAdder();
    registered.add(
        metrics.add(name, () -> Snapshots.counter(name, help, Map.of(Labels.EMPTY, count.sum()))));
    return path -> count.increment();
  }
}
