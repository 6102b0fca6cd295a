package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.DesiredReport;
import dev.keybay.api.plugin.EffectiveSetting;
import dev.keybay.api.plugin.FailureReport;
import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.PluginReports;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.api.plugin.RunningOperation;
import dev.keybay.core.journal.FailureReports;
import dev.keybay.core.journal.OperationLog;
import dev.keybay.core.plugins.EffectiveSettings;
import dev.keybay.core.plugins.HostedPlugin;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.upkeep.Shelf;
import dev.keybay.format.naming.PluginVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers what operators ask about plugins. Thread-safe. */
@Component(service = PluginReports.class)
public final class PluginReporting implements PluginReports {
  private final RegistryStore registry;
  private final Hosting hosting;
  private final Shelf shelf;
  private final EffectiveSettings settings;
  private final OperationLog journal;
  private final FailureReports failures;
  private final LatestDesired desired;

  @Activate
  public PluginReporting(
      @Reference RegistryStore registry,
      @Reference Hosting hosting,
      @Reference Shelf shelf,
      @Reference EffectiveSettings settings,
      @Reference OperationLog journal,
      @Reference FailureReports failures,
      @Reference LatestDesired desired) {
    this.desired = desired;
    this.registry = registry;
    this.hosting = hosting;
    this.shelf = shelf;
    this.settings = settings;
    this.journal = journal;
    this.failures = failures;
  }

  @Override
  public DesiredReport desired() {
    return desired.latest();
  }

  @Override
  public List<EffectiveSetting> settings(String selector) {
    Registry now = registry.current();
    PluginVersion version =
        Targets.version(selector).orElseGet(() -> version(now, Targets.stream(now, selector)));
    Release release =
        now.release(version)
            .orElseThrow(
                () -> new KbsException(ErrorCode.NOT_FOUND, "There is no plugin " + version));
    return settings.of(version, shelf.descriptor(release));
  }

  private static PluginVersion version(Registry now, dev.keybay.format.naming.StreamId stream) {
    return now.stream(stream)
        .flatMap(PluginStream::active)
        .or(() -> now.releases(stream).stream().map(Release::plugin).reduce((a, b) -> b))
        .orElseThrow(() -> new KbsException(ErrorCode.NOT_FOUND, stream + " has no version yet"));
  }

  @Override
  public List<RunningOperation> running() {
    List<RunningOperation> running = new ArrayList<>();
    journal
        .running()
        .forEach(
            (id, stand) ->
                running.add(
                    0,
                    new RunningOperation(
                        id, stand.step(), stand.since(), inside(name(stand.target())))));
    return running;
  }

  @Override
  public OperationRecord operation(long id) {
    return journal
        .find(id)
        .orElseThrow(
            () ->
                new KbsException(
                    ErrorCode.NOT_FOUND,
                    "There is no operation " + id + "; operations lists them"));
  }

  @Override
  public Optional<FailureReport> failure(long id) {
    return failures.of(id);
  }

  private long inside(String name) {
    return hosting.hosted().stream()
        .filter(plugin -> plugin.plugin().name().equals(name))
        .filter(plugin -> plugin.state() == PluginState.DRAINING)
        .mapToLong(HostedPlugin::inFlight)
        .sum();
  }

  private static String name(String target) {
    try {
      return RequestedChange.name(target);
    } catch (KbsException e) {
      return "";
    }
  }
}
