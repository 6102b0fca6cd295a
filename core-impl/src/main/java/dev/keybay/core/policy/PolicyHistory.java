package dev.keybay.core.policy;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.api.policy.PolicyVersion;
import dev.keybay.api.policy.PolicyVersion.Action;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretWrite;
import dev.keybay.core.audit.ActorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Writes policies together with their history, in one transaction: whatever was in force is in it.
 * Entries are numbered; of two writers who take the same number, one looks again.
 */
final class PolicyHistory {
  /** As many as one page of the store has. */
  private static final int PAGE = 1_000;

  private final SecretNamespace store;
  private final IntSupplier kept;

  /**
   * @param kept how many entries a policy keeps, 1 to 500
   */
  PolicyHistory(SecretNamespace store, IntSupplier kept) {
    this.store = store;
    this.kept = kept;
  }

  /** Stores a text, whatever was there. */
  SecretInfo set(Kind kind, String id, byte[] text, Action action) {
    while (true) {
      try {
        return change(kind, id, action, text, PutOptions.DEFAULT, entries(kind, id));
      } catch (KbsException e) {
        lookAgain(e);
      }
    }
  }

  /** Stores a text if there never was one; empty if there was. */
  Optional<SecretInfo> setFirst(Kind kind, String id, byte[] text) {
    List<SecretInfo> entries = entries(kind, id);
    if (!entries.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(change(kind, id, Action.DEFAULT, text, PutOptions.IF_ABSENT, entries));
    } catch (KbsException e) {
      lookAgain(e);
      return Optional.empty();
    }
  }

  /** Removes a policy; what was stored last, or empty if there was none. */
  Optional<SecretInfo> delete(Kind kind, String id) {
    while (true) {
      Optional<SecretEntry> present = store.get(PolicyNames.key(kind, id));
      if (present.isEmpty()) {
        return Optional.empty();
      }
      try {
        List<SecretWrite> writes = new ArrayList<>();
        long revision = present.get().info().revision();
        writes.add(SecretWrite.delete(PolicyNames.key(kind, id), revision));
        record(writes, kind, id, new HistoryEntry(Action.DELETE, new byte[0]), entries(kind, id));
        return store.change(writes).stream().flatMap(Optional::stream).findFirst();
      } catch (KbsException e) {
        lookAgain(e);
      }
    }
  }

  /** The latest first. */
  List<PolicyVersion> list(Kind kind, String id) {
    List<PolicyVersion> versions = new ArrayList<>();
    for (SecretInfo info : entries(kind, id)) {
      store
          .get(info.key())
          .ifPresent(e -> versions.add(0, HistoryEntry.version(PolicyNames.number(info.key()), e)));
    }
    if (versions.isEmpty()) {
      // Set by a broker that kept no history yet.
      store
          .get(PolicyNames.key(kind, id))
          .ifPresent(e -> versions.add(HistoryEntry.found(e).version(1)));
    }
    return versions;
  }

  /** The text of an entry, unless it is a deletion. */
  Optional<byte[]> text(Kind kind, String id, long number) {
    Optional<byte[]> text =
        store
            .get(PolicyNames.entry(kind, id, number))
            .map(HistoryEntry::read)
            .filter(entry -> entry.action() != Action.DELETE)
            .map(HistoryEntry::text);
    return text.isPresent() || number != 1 || !entries(kind, id).isEmpty()
        ? text
        : store.get(PolicyNames.key(kind, id)).map(SecretEntry::value);
  }

  private SecretInfo change(
      Kind kind,
      String id,
      Action action,
      byte[] text,
      PutOptions options,
      List<SecretInfo> entries) {
    List<SecretWrite> writes = new ArrayList<>();
    writes.add(SecretWrite.put(PolicyNames.key(kind, id), text, options));
    record(writes, kind, id, new HistoryEntry(action, text), entries);
    return store.change(writes).get(0).orElseThrow();
  }

  private void record(
      List<SecretWrite> writes,
      Kind kind,
      String id,
      HistoryEntry entry,
      List<SecretInfo> entries) {
    long next =
        entries.isEmpty() ? 1 : PolicyNames.number(entries.get(entries.size() - 1).key()) + 1;
    if (entries.isEmpty()) {
      Optional<SecretEntry> before = store.get(PolicyNames.key(kind, id));
      if (before.isPresent()) {
        writes.add(write(kind, id, next++, HistoryEntry.found(before.get())));
      }
    }
    writes.add(write(kind, id, next, entry.by(ActorScope.current().name())));
    for (int i = 0; i <= entries.size() - kept.getAsInt(); i++) {
      writes.add(SecretWrite.delete(entries.get(i).key()));
    }
  }

  private static SecretWrite write(Kind kind, String id, long number, HistoryEntry entry) {
    return SecretWrite.put(
        PolicyNames.entry(kind, id, number), entry.bytes(), PutOptions.IF_ABSENT);
  }

  private List<SecretInfo> entries(Kind kind, String id) {
    return store.list(PolicyNames.entries(kind, id), "", PAGE);
  }

  private static void lookAgain(KbsException e) {
    if (e.code() != ErrorCode.CONFLICT) {
      throw e;
    }
  }
}
