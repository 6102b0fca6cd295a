package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.AuditPage;
import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PackageFormat;
import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.admission.Admission;
import dev.keybay.core.admission.Sources;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.audit.AuditLog;
import dev.keybay.core.journal.OperationLog;
import dev.keybay.core.plugins.HostedPlugin;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Trust;
import dev.keybay.core.upkeep.Drift;
import dev.keybay.core.upkeep.Repair;
import dev.keybay.core.upkeep.Shelf;
import dev.keybay.core.upkeep.Sync;
import dev.keybay.format.descriptor.DescriptorSchema;
import dev.keybay.format.descriptor.PackageFormats;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The operations of an operator, whichever way they come. Thread-safe. */
@Component(service = PluginManager.class)
public final class PluginLifecycle implements PluginManager {
  private static final int MAX_RECORDS = 1000;

  private final RegistryStore registry;
  private final Admission admission;
  private final OperationRunner runner;
  private final OperationLog journal;
  private final Prune prune;
  private final PluginListing listing;
  private final Shelf shelf;
  private final Unregistered unregistered;
  private final AuditLog audit;
  private final Terms terms;
  private final Drift drift;
  private final Hosting hosting;
  private final Repair repair;
  private final Announcements announcements;

  @Activate
  public PluginLifecycle(
      @Reference RegistryStore registry,
      @Reference ArtifactStore artifacts,
      @Reference Admission admission,
      @Reference OperationRunner runner,
      @Reference OperationLog journal,
      @Reference PluginListing listing,
      @Reference Shelf shelf,
      @Reference AuditLog audit,
      @Reference Clock clock,
      @Reference Drift drift,
      @Reference Hosting hosting,
      @Reference Repair repair,
      @Reference Announcements announcements) {
    this.announcements = announcements;
    this.audit = audit;
    this.terms = new Terms(clock);
    this.registry = registry;
    this.admission = admission;
    this.runner = runner;
    this.journal = journal;
    this.prune = new Prune(registry, shelf, artifacts, journal, audit, announcements);
    this.listing = listing;
    this.shelf = shelf;
    this.unregistered = new Unregistered(registry, shelf);
    this.drift = drift;
    this.hosting = hosting;
    this.repair = repair;
  }

  @Override
  public List<PluginInfo> list() {
    return listing.all();
  }

  @Override
  public List<OperationRecord> operations(int limit) {
    if (limit < 1 || limit > MAX_RECORDS) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, "limit must be 1 to " + MAX_RECORDS + ", not " + limit);
    }
    return journal.latest(limit);
  }

  @Override
  public AuditPage audit(long before, int limit, boolean verify) {
    return new PluginAudit(audit).page(before, limit, verify);
  }

  @Override
  public List<PackageFormat> formats() {
    return PackageFormats.all();
  }

  @Override
  public byte[] descriptorSchema() {
    return DescriptorSchema.bytes();
  }

  @Override
  public OperationReport perform(PluginRequest request) {
    try {
      return performed(request);
    } catch (KbsException e) {
      throw unregistered.told(request, e);
    }
  }

  private OperationReport performed(PluginRequest request) {
    return switch (request.operation()) {
      case INSTALL -> withJar(request);
      case TRUST -> trust(request);
      case UPDATE, DOWNGRADE ->
          request.jar().isPresent()
                  || Sources.isSource(request.target())
                  || Targets.version(request.target()).isEmpty()
              ? withJar(request)
              : changed(request);
      case REGISTER -> register(request);
      case SYNC -> synced(request);
      case PRUNE -> runner.alone(() -> prune.run(request.plan()));
      default -> changed(request);
    };
  }

  private OperationReport synced(PluginRequest request) {
    OperationReport report =
        new Sync(registry, shelf, drift, hosting, repair, this, audit).run(request.plan());
    if (!report.planned()) {
      boolean failed = report.failed();
      String detail = failed ? "a part of it failed" : "";
      announcements.ended(PluginOperation.SYNC, "", "", failed, detail);
    }
    return report;
  }

  private OperationReport changed(PluginRequest request) {
    RequestedChange change = RequestedChange.of(request, registry.current());
    if (request.operation() == PluginOperation.ALIAS) {
      checkLeads(Targets.selector(request.arguments().get("to")).name());
    }
    Optional<String> bytes =
        request.operation() == PluginOperation.REMOVE
            ? registry.current().release(Targets.exact(request.target())).map(Release::digest)
            : Optional.empty();
    return terms.told(
        request, runner.run(request, terms.on(request, change), Deed.of(request, bytes)));
  }

  /** An alias stands for a first segment of paths: that of a route. */
  private void checkLeads(String name) {
    List<HostedPlugin> named =
        hosting.hosted().stream().filter(each -> each.plugin().name().equals(name)).toList();
    if (!named.isEmpty() && named.stream().noneMatch(each -> each.routes().contains(name))) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          name
              + " has no route of its own name, to which an alias leads; its routes: "
              + String.join(", ", named.get(named.size() - 1).routes()));
    }
  }

  private OperationReport trust(PluginRequest request) {
    PluginVersion version = Targets.exact(request.target());
    Trust trust = terms.trust(request);
    return runner.run(request, RequestedChange.trust(version, trust), Deed.because(trust.words()));
  }

  private OperationReport withJar(PluginRequest request) {
    try (Admission.Admitted admitted = admission.admit(request)) {
      if (request.operation() != PluginOperation.REGISTER) {
        runner.fitness().check(admitted.identity());
      }
      RequestedChange change = RequestedChange.of(request.operation(), admitted);
      OperationReport report =
          runner.run(request, terms.on(request, change), Deed.bringing(admitted));
      return Claims.told(terms.told(request, report), admitted.identity());
    } catch (IOException e) {
      throw new KbsException(ErrorCode.INTERNAL, "The staged jar could not be tidied", e);
    }
  }

  /** Registers what is in the content store, or a jar, without letting it serve. */
  private OperationReport register(PluginRequest request) {
    if (request.jar().isPresent() || Sources.isSource(request.target())) {
      return withJar(request);
    }
    List<Release> here = unregistered.releases();
    Release chosen =
        here.stream()
            .filter(release -> isMeant(request.target(), release))
            .reduce((lower, higher) -> higher)
            .orElseThrow(
                () ->
                    new KbsException(
                        ErrorCode.NOT_FOUND,
                        "There is no unregistered "
                            + request.target()
                            + " in the content store; there is "
                            + here.stream().map(release -> release.plugin().toString()).toList()));
    try (Admission.Admitted admitted = admission.admit(chosen)) {
      return runner.run(
          request, RequestedChange.of(PluginOperation.REGISTER, admitted), Deed.bringing(admitted));
    } catch (IOException e) {
      throw new KbsException(ErrorCode.INTERNAL, "The staged jar could not be tidied", e);
    }
  }

  private static boolean isMeant(String target, Release release) {
    return Targets.version(target).filter(release.plugin()::equals).isPresent()
        || StreamId.parse(target).filter(release.stream()::equals).isPresent();
  }
}
