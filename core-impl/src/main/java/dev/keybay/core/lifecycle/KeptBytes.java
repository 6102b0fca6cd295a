package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.admission.Admission;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.registry.RegistryStore;
import java.io.IOException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The bytes that operations bring into the content store, and take out again where nothing has come
 * to refer to them. Thread-safe.
 */
final class KeptBytes {
  private final ArtifactStore artifacts;
  private final RegistryStore registry;

  /** Operations share it; whoever deletes what nothing refers to has it alone. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  KeptBytes(ArtifactStore artifacts, RegistryStore registry) {
    this.artifacts = artifacts;
    this.registry = registry;
  }

  /** Work that may bring bytes: nobody deletes them before something refers to them. */
  <T> T shared(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Work that deletes bytes, while nobody brings any.
   *
   * @throws KbsException {@code CONFLICT} while an operation runs
   */
  <T> T alone(Supplier<T> work) {
    if (!lock.writeLock().tryLock()) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "An operation runs, whose bytes nothing refers to yet. Wait for its end; operations shows"
              + " it");
    }
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** The deed, without the duty to take away bytes that were here before it. */
  Deed leavingKnown(Deed deed) {
    return deed.brings().isPresent() && artifacts.has(deed.digest()) ? deed.leaving() : deed;
  }

  void keep(Admission.Admitted admitted) throws IOException {
    artifacts.keep(admitted.staged());
  }

  /** Deletes what a deed brought, or took from, if nothing refers to it. */
  void tidy(Deed deed) {
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
}
