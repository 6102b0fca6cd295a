package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.audit.ActorScope;
import dev.keybay.core.audit.AuditLog;
import dev.keybay.core.journal.FailureReports;
import dev.keybay.core.journal.Operation;
import dev.keybay.core.journal.OperationLog;
import dev.keybay.core.leak.LeakWatch;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.ExposureRow;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.transaction.KeptJars;
import dev.keybay.core.transaction.NameLocks;
import dev.keybay.core.transaction.RegistryDiff;
import dev.keybay.core.transaction.Restoration;
import dev.keybay.core.transaction.Transaction;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operations: one on a name at a time, each in the journal from its beginning to its end, its
 * bytes kept before and tidied after. Thread-safe.
 */
@Component(service = OperationRunner.class)
public final class OperationRunner {
  private static final Logger log = LoggerFactory.getLogger(OperationRunner.class);

  /** Those whose target shall run afterwards, also if it should have run before and did not. */
  private static final Set<PluginOperation> BRINGING_UP =
      Set.of(
          PluginOperation.INSTALL,
          PluginOperation.ENABLE,
          PluginOperation.UPDATE,
          PluginOperation.DOWNGRADE,
          PluginOperation.ROLLBACK);

  private final RegistryStore registry;
  private final KeptBytes bytes;
  private final Fitness fitness;
  private final Transaction transaction;
  private final OperationLog journal;
  private final PluginListing listing;
  private final KeptVersions kept;
  private final AuditLog audit;
  private final FailureReports failures;
  private final LeakWatch leaks;
  private final Restoration restoration;
  private final NameLocks locks;
  private final Announcements announcements;
  private volatile Consumer<Switched> switched = each -> {};

  @Activate
  public OperationRunner(
      @Reference RegistryStore registry,
      @Reference ArtifactStore artifacts,
      @Reference Transaction transaction,
      @Reference OperationLog journal,
      @Reference PluginListing listing,
      @Reference KeptVersions kept,
      @Reference KeptJars jars,
      @Reference Hosting hosting,
      @Reference Restoration restoration,
      @Reference NameLocks locks,
      @Reference AuditLog audit,
      @Reference FailureReports failures,
      @Reference LeakWatch leaks,
      @Reference Announcements announcements) {
    this.announcements = announcements;
    this.restoration = restoration;
    this.locks = locks;
    this.audit = audit;
    this.registry = registry;
    this.fitness = new Fitness(jars, hosting);
    this.bytes = new KeptBytes(artifacts, registry);
    this.transaction = transaction;
    this.journal = journal;
    this.listing = listing;
    this.kept = kept;
    this.failures = failures;
    this.leaks = leaks;
  }

  Fitness fitness() {
    return fitness;
  }

  /** Does what an operator asks for, or says what would happen; refuses while the name is busy. */
  OperationReport run(PluginRequest request, RequestedChange asked, Deed deed) {
    RequestedChange change = kept.trimming(request.operation(), asked);
    String target = describe(request, deed);
    if (request.plan()) {
      Registry now = registry.current();
      Registry after = change.change().apply(now);
      fitness.check(now, after, deed);
      return new OperationReport(
          0,
          request.operation(),
          target,
          true,
          RegistryDiff.of(now, after),
          listing.of(change.name()));
    }
    String work = request.operation().word() + " " + target;
    locks.take(change.name(), work + " by " + ActorScope.current().name());
    try {
      return run(request.operation(), target, change, deed);
    } finally {
      locks.release(change.name());
      restoration.settle();
    }
  }

  /** As {@link #run}, for the host itself: waits for its turn. */
  public OperationReport runWhenFree(
      PluginOperation operation, String target, RequestedChange asked, Deed deed)
      throws InterruptedException {
    RequestedChange change = kept.trimming(operation, asked);
    locks.await(change.name(), operation.word() + " " + target);
    try {
      return run(operation, target, change, deed);
    } finally {
      locks.release(change.name());
      restoration.settle();
    }
  }

  private OperationReport run(
      PluginOperation kind, String target, RequestedChange change, Deed deed) {
    return bytes.shared(() -> carryOut(kind, target, change, bytes.leavingKnown(deed)));
  }

  private OperationReport carryOut(
      PluginOperation kind, String target, RequestedChange change, Deed deed) {
    Registry before = registry.current();
    Registry wanted = change.change().apply(before); // refused before anything is done
    fitness.check(before, wanted, deed);
    String said = deed.said(before, wanted);
    Optional<Exposure> meaning = before.exposure(change.name());
    Operation operation =
        journal.begin(
            kind,
            target,
            said,
            meaning
                .filter(each -> !meaning.equals(wanted.exposure(change.name())))
                .map(ExposureRow::text));
    Outcome outcome;
    try {
      Set<String> mayBeLeft = kept.forgotten(kind, change.name(), before, wanted);
      if (!deed.digest().isEmpty()) {
        mayBeLeft.add(deed.digest());
      }
      if (!mayBeLeft.isEmpty()) {
        operation.mayLeave(mayBeLeft);
      }
      if (deed.brings().isPresent()) {
        operation.step("keep");
        bytes.keep(deed.brings().get());
      }
      outcome =
          new Outcome(
              transaction.apply(
                  operation,
                  change.name(),
                  version -> BRINGING_UP.contains(kind) && Targets.means(target, version),
                  change.change()));
    } catch (RuntimeException | IOException e) {
      keepReport(operation, operation.started().or(deed::failing));
      unharmed("what it brought", () -> bytes.tidy(deed));
      unharmed("the journal", () -> operation.failed(String.valueOf(e.getMessage())));
      audit.record("plugin." + kind.word(), target, "failed: " + e.getMessage());
      announcements.ended(kind, change.name(), target, true, String.valueOf(e.getMessage()));
      throw e instanceof RuntimeException known
          ? known
          : new KbsException(
              ErrorCode.INSUFFICIENT_STORAGE, "The jar cannot be kept: " + e.getMessage(), e);
    }
    // It is done. What is left is housekeeping, and whoever asked is told of the deed in any case.
    boolean tidied = unharmed("the bytes that nothing refers to", () -> bytes.tidy(deed));
    unharmed(
        "the versions that are forgotten",
        () -> kept.tidy(kind, change.name(), before, registry.current()));
    if (!wanted.equals(before)) { // else an operator was faster, and it was not taken back here
      keepReport(operation, deed.failing());
    }
    announcements.ended(kind, change.name(), target, false, said);
    Switched.by(kind, change.name(), before, registry.current()).forEach(switched);
    OperationReport report =
        new OperationReport(
            operation.id(),
            kind,
            target,
            false,
            outcome.changes(
                before,
                registry.current(),
                leaks.leaks(change.name()),
                tidied ? Optional.empty() : Optional.of(deed.digest())),
            listing.of(change.name()));
    // Last: whoever reads there that it is over finds the name free.
    unharmed("the journal", () -> operation.done(outcome.words()));
    return report;
  }

  private void keepReport(Operation operation, Optional<PluginVersion> failing) {
    failing.ifPresent(
        version -> unharmed("the failure report", () -> failures.keep(operation.id(), version)));
  }

  /** Work whose failure changes nothing about what was done; a prune or the next start makes up. */
  private static boolean unharmed(String what, Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("what", what)
          .setCause(e)
          .log("an operation could not be tidied up");
      return false;
    }
  }

  /** Whom to tell of switches that are done; called on the thread of the operation. */
  void onSwitched(Consumer<Switched> listener) {
    switched = listener;
  }

  /**
   * Work that deletes bytes, while nobody brings any.
   *
   * @throws KbsException {@code CONFLICT} while an operation runs
   */
  OperationReport alone(Supplier<OperationReport> work) {
    return bytes.alone(work);
  }

  private static String describe(PluginRequest request, Deed deed) {
    return deed.brings()
        .map(admitted -> admitted.release().plugin().toString())
        .orElse(request.target());
  }
}
