package dev.keybay.core.transaction;

import dev.keybay.api.plugin.PluginState;
import dev.keybay.format.naming.PluginVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Why registered versions that shall run do not. Thread-safe. */
@Component(service = PluginProblems.class)
public final class PluginProblems {
  private final Clock clock;
  private final Map<PluginVersion, Problem> problems = new ConcurrentHashMap<>();

  /** What is wrong with one, in words. */
  public record Problem(PluginState state, String reason, Instant since, boolean held) {}

  @Activate
  public PluginProblems(@Reference Clock clock) {
    this.clock = clock;
  }

  public void note(PluginVersion plugin, PluginState state, String reason) {
    problems.put(plugin, new Problem(state, reason, clock.instant(), false));
  }

  /** What it requires does not run: it waits for that. */
  void hold(PluginVersion plugin, String reason) {
    String words = reason + "; it starts when it may";
    problems.put(plugin, new Problem(PluginState.QUARANTINED, words, clock.instant(), true));
  }

  boolean isHeld(PluginVersion plugin) {
    return of(plugin).filter(Problem::held).isPresent();
  }

  public void clear(PluginVersion plugin) {
    problems.remove(plugin);
  }

  public Optional<Problem> of(PluginVersion plugin) {
    return Optional.ofNullable(problems.get(plugin));
  }
}
