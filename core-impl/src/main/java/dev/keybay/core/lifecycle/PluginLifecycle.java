package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.audit.ActorScope;
import dev.keybay.core.naming.PluginVersion;
import dev.keybay.core.naming.Selector;
import dev.keybay.core.naming.StreamId;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The operations of an operator, whichever way they come. Thread-safe. */
@Component(service = {PluginManager.class, PluginLifecycle.class})
public final class PluginLifecycle implements PluginManager {
  private static final int MAX_RECORDS = 1000;

  private final RegistryStore registry;
  private final ArtifactStore artifacts;
  private final Admission admission;
  private final Transaction transaction;
  private final OperationLog journal;
  private final PluginListing listing;
  private final Shelf shelf;
  private final NameLocks locks = new NameLocks();
  private volatile Consumer<Switched> switched = each -> {};

  /** Operations share it; whoever deletes what nothing refers to has it alone. */
  private final ReadWriteLock bytes = new ReentrantReadWriteLock();

  @Activate
  public PluginLifecycle(
      @Reference RegistryStore registry,
      @Reference ArtifactStore artifacts,
      @Reference Admission admission,
      @Reference Transaction transaction,
      @Reference OperationLog journal,
      @Reference PluginListing listing,
      @Reference Shelf shelf) {
    this.registry = registry;
    this.artifacts = artifacts;
    this.admission = admission;
    this.transaction = transaction;
    this.journal = journal;
    this.listing = listing;
    this.shelf = shelf;
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
  public OperationReport perform(PluginRequest request) {
    return switch (request.operation()) {
      case INSTALL, UPDATE -> withJar(request);
      case DOWNGRADE ->
          request.jar().isPresent() || Targets.version(request.target()).isEmpty()
              ? withJar(request)
              : changed(request);
      case REGISTER -> register(request);
      case SYNC -> new Sync(registry, shelf, this).run(request.plan());
      case PRUNE -> prune(request);
      default -> changed(request);
    };
  }

  private OperationReport changed(PluginRequest request) {
    RequestedChange change = RequestedChange.of(request, registry.current());
    Optional<String> bytes =
        request.operation() == PluginOperation.REMOVE
            ? registry.current().release(Targets.exact(request.target())).map(Release::digest)
            : Optional.empty();
    return run(request, change, Deed.of(bytes));
  }

  private OperationReport withJar(PluginRequest request) {
    try (Admission.Admitted admitted = admission.admit(request)) {
      return deploy(request, admitted, RequestedChange.of(request.operation(), admitted.release()));
    } catch (IOException e) {
      throw new KbsException(ErrorCode.INTERNAL, "The staged jar could not be tidied", e);
    }
  }

  /** Does a change that brings bytes with it. */
  OperationReport deploy(
      PluginRequest request, Admission.Admitted admitted, RequestedChange change) {
    return run(request, change, Deed.bringing(admitted));
  }

  /** Registers what is in the content store, or a jar, without letting it serve. */
  private OperationReport register(PluginRequest request) {
    if (request.jar().isPresent() || request.target().endsWith(".jar")) {
      return withJar(request);
    }
    List<Release> here = unregistered();
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
    return run(request, RequestedChange.of(PluginOperation.REGISTER, chosen), Deed.needing(chosen));
  }

  private static boolean isMeant(String target, Release release) {
    return Targets.version(target).filter(release.plugin()::equals).isPresent()
        || StreamId.parse(target).filter(release.stream()::equals).isPresent();
  }

  private OperationReport prune(PluginRequest request) {
    if (!bytes.writeLock().tryLock()) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "An operation runs, whose bytes nothing refers to yet. Wait for its end; operations shows"
              + " it");
    }
    try {
      List<PluginChange> changes =
          shelf.unreferred(registry.current()).stream()
              .sorted()
              .map(digest -> new PluginChange(digest, "deleted", ""))
              .toList();
      if (!request.plan()) {
        for (PluginChange change : changes) {
          artifacts.delete(change.plugin());
        }
      }
      return new OperationReport(
          0, PluginOperation.PRUNE, request.target(), request.plan(), changes, List.of());
    } catch (IOException e) {
      throw new KbsException(ErrorCode.INTERNAL, "The content store cannot be read", e);
    } finally {
      bytes.writeLock().unlock();
    }
  }

  private List<Release> unregistered() {
    try {
      return shelf.unregistered(registry.current());
    } catch (IOException e) {
      throw new KbsException(ErrorCode.INTERNAL, "The content store cannot be read", e);
    }
  }

  /**
   * The bytes that an operation concerns: to be kept before the change if they come with it, and to
   * be deleted after it if nothing refers to them then.
   *
   * @param digest empty for none
   * @param needs a digest that must be in the content store when the operation has its turn
   * @param remark for the journal, empty for none
   */
  record Deed(
      String digest, Optional<Admission.Admitted> brings, Optional<String> needs, String remark) {
    static Deed of(Optional<String> digest) {
      return new Deed(digest.orElse(""), Optional.empty(), Optional.empty(), "");
    }

    static Deed bringing(Admission.Admitted admitted) {
      return new Deed(admitted.release().digest(), Optional.of(admitted), Optional.empty(), "");
    }

    static Deed needing(Release release) {
      return new Deed("", Optional.empty(), Optional.of(release.digest()), "");
    }

    static Deed because(String reason) {
      return new Deed("", Optional.empty(), Optional.empty(), reason);
    }

    /** The same, but what was in the content store before stays there. */
    Deed leaving() {
      return new Deed("", brings, needs, remark);
    }
  }

  private OperationReport run(PluginRequest request, RequestedChange change, Deed deed) {
    String target = describe(request, deed);
    if (request.plan()) {
      Registry now = registry.current();
      return new OperationReport(
          0,
          request.operation(),
          target,
          true,
          RegistryDiff.of(now, change.change().apply(now)),
          listing.of(change.name()));
    }
    String work = request.operation().word() + " " + target;
    locks.take(change.name(), work + " by " + ActorScope.current().name());
    try {
      return run(request.operation(), target, change, deed);
    } finally {
      locks.release(change.name());
    }
  }

  /** As {@link #perform}, for the host itself: waits for its turn. */
  OperationReport runWhenFree(
      PluginOperation operation, String target, RequestedChange change, Deed deed)
      throws InterruptedException {
    locks.await(change.name(), operation.word() + " " + target);
    try {
      return run(operation, target, change, deed);
    } finally {
      locks.release(change.name());
    }
  }

  /** Brings up a version that the registry says shall run, if it does not. */
  void restore(Release release) throws InterruptedException {
    locks.await(release.plugin().name(), "the start of the broker");
    try {
      if (registry.current().running().contains(release.plugin())) {
        transaction.restore(release);
      }
    } finally {
      locks.release(release.plugin().name());
    }
  }

  private OperationReport run(
      PluginOperation kind, String target, RequestedChange change, Deed deed) {
    bytes.readLock().lock();
    try {
      if (deed.needs().filter(digest -> !artifacts.has(digest)).isPresent()) {
        throw new KbsException(
            ErrorCode.NOT_FOUND, "The bytes of " + target + " were deleted meanwhile");
      }
      boolean known = deed.brings().isPresent() && artifacts.has(deed.digest());
      return carryOut(kind, target, change, known ? deed.leaving() : deed);
    } finally {
      bytes.readLock().unlock();
    }
  }

  private OperationReport carryOut(
      PluginOperation kind, String target, RequestedChange change, Deed deed) {
    Registry before = registry.current();
    var unused = change.change().apply(before); // refused before anything is done
    Operation operation = journal.begin(kind, target);
    try {
      if (!deed.digest().isEmpty()) {
        operation.brought(deed.digest());
      }
      if (deed.brings().isPresent()) {
        operation.step("keep");
        artifacts.keep(deed.brings().get().staged());
      }
      transaction.apply(operation, change.name(), change.change());
      tidy(deed);
      operation.done(deed.remark());
    } catch (RuntimeException | IOException e) {
      tidy(deed);
      operation.failed(String.valueOf(e.getMessage()));
      throw e instanceof RuntimeException known
          ? known
          : new KbsException(
              ErrorCode.INSUFFICIENT_STORAGE, "The jar cannot be kept: " + e.getMessage(), e);
    }
    tellOfSwitches(kind, change.name(), before);
    return new OperationReport(
        operation.id(),
        kind,
        target,
        false,
        RegistryDiff.of(before, registry.current()),
        listing.of(change.name()));
  }

  private void tellOfSwitches(PluginOperation kind, String name, Registry before) {
    Selector all = new Selector(name, Optional.empty());
    for (PluginStream stream : registry.current().streams(all)) {
      Optional<PluginVersion> was = before.stream(stream.id()).flatMap(PluginStream::serving);
      Optional<PluginVersion> is = stream.serving();
      if (was.isPresent() && is.isPresent() && !was.equals(is)) {
        switched.accept(new Switched(kind, stream.id(), was.get(), is.get()));
      }
    }
  }

  /** A stream serves another version. */
  record Switched(
      PluginOperation kind, StreamId stream, PluginVersion before, PluginVersion after) {}

  /** Whom to tell of switches that are done; called on the thread of the operation. */
  void onSwitched(Consumer<Switched> listener) {
    switched = listener;
  }

  private void tidy(Deed deed) {
    boolean referred =
        registry.current().releases().values().stream()
            .anyMatch(release -> release.digest().equals(deed.digest()));
    if (!deed.digest().isEmpty() && !referred) {
      try {
        artifacts.delete(deed.digest());
      } catch (IOException e) {
        throw new KbsException(ErrorCode.INTERNAL, "Bytes could not be deleted", e);
      }
    }
  }

  private static String describe(PluginRequest request, Deed deed) {
    return deed.brings()
        .map(admitted -> admitted.release().plugin().toString())
        .orElse(request.target());
  }
}
