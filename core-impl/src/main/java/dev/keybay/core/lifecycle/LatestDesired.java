package dev.keybay.core.lifecycle;

import dev.keybay.api.plugin.DesiredReport;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * How far plugins are what the settings folder wants, as it was told last. Between the one who
 * brings it about, who works by the operations, and the reports, which the operations' plugins may
 * ask for: neither can know the other. Thread-safe.
 */
@Component(service = LatestDesired.class)
public final class LatestDesired {
  private volatile DesiredReport latest = new DesiredReport("", Optional.empty(), List.of());

  public void tell(DesiredReport report) {
    latest = report;
  }

  public DesiredReport latest() {
    return latest;
  }
}
