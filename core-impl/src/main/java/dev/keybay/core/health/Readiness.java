package dev.keybay.core.health;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Why the host cannot serve yet; an empty list means that it can. A {@code Supplier} with the
 * property {@code keybay.readiness}, so that the launcher, which shares no class with the host but
 * Java's own, can ask.
 */
@Component(
    immediate = true,
    service = {Supplier.class, Readiness.class},
    property = "keybay.readiness:Boolean=true")
public final class Readiness implements Supplier<List<String>> {
  private final HealthMonitor monitor;

  @Activate
  public Readiness(@Reference HealthMonitor monitor) {
    this.monitor = monitor;
  }

  /** One line for each reason, in words; takes two seconds at most. */
  @Override
  public List<String> get() {
    return problems().stream().map(Problem::toString).toList();
  }

  /** What is not alive is not ready. */
  List<Problem> problems() {
    return monitor.problems(EnumSet.allOf(HealthCheck.Concern.class));
  }
}
