package dev.keybay.core.policy;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretChange;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretStore;
import dev.keybay.api.store.SecretWrite;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One namespace in memory. Watchers are told when the test says so, because in the real store that
 * is some time after a write has returned.
 */
final class MemoryStore implements SecretStore, SecretNamespace {
  private final TreeMap<String, SecretEntry> entries = new TreeMap<>();
  private final Queue<SecretChange> untold = new ArrayDeque<>();
  private final List<Consumer<SecretChange>> watchers = new ArrayList<>();
  private String name = "";
  private long revision;
  private int reads;

  int reads() {
    return reads;
  }

  void tellWatchers() {
    for (SecretChange change = untold.poll(); change != null; change = untold.poll()) {
      for (Consumer<SecretChange> watcher : watchers) {
        watcher.accept(change);
      }
    }
  }

  @Override
  public SecretNamespace namespace(String namespace) {
    name = namespace;
    return this;
  }

  String name() {
    return name;
  }

  @Override
  public int rotateKeyEncryptionKey() {
    return 0;
  }

  @Override
  public Optional<SecretEntry> get(String key) {
    reads++;
    return Optional.ofNullable(entries.get(key))
        .map(entry -> new SecretEntry(entry.info(), entry.value().clone()));
  }

  @Override
  public SecretInfo put(String key, byte[] value, PutOptions options) {
    SecretEntry before = entries.get(key);
    long present = before == null ? 0 : before.info().revision();
    if (options.expectedRevision().orElse(present) != present) {
      throw new KbsException(ErrorCode.CONFLICT, "another revision");
    }
    Instant now = Instant.now();
    SecretInfo info = new SecretInfo(key, ++revision, value.length, now, now, Optional.empty());
    entries.put(key, new SecretEntry(info, value.clone()));
    untold.add(new SecretChange(name, key, revision, false));
    return info;
  }

  @Override
  public boolean delete(String key) {
    boolean there = entries.remove(key) != null;
    if (there) {
      untold.add(new SecretChange(name, key, ++revision, true));
    }
    return there;
  }

  @Override
  public boolean delete(String key, long expectedRevision) {
    SecretEntry entry = entries.get(key);
    return entry != null && entry.info().revision() == expectedRevision && delete(key);
  }

  @Override
  public List<Optional<SecretInfo>> change(List<SecretWrite> writes) {
    for (SecretWrite write : writes) {
      SecretEntry before = entries.get(write.key());
      long present = before == null ? 0 : before.info().revision();
      if (write.options().expectedRevision().orElse(present) != present) {
        throw new KbsException(ErrorCode.CONFLICT, "another revision");
      }
    }
    List<Optional<SecretInfo>> stored = new ArrayList<>();
    for (SecretWrite write : writes) {
      if (write.value().isEmpty()) {
        delete(write.key());
      }
      stored.add(write.value().map(value -> put(write.key(), value, write.options())));
    }
    return stored;
  }

  @Override
  public List<SecretInfo> list(String prefix, String after, int limit) {
    return entries.values().stream()
        .map(SecretEntry::info)
        .filter(info -> info.key().startsWith(prefix) && info.key().compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public AutoCloseable watch(String prefix, Consumer<SecretChange> listener) {
    watchers.add(listener);
    return () -> watchers.remove(listener);
  }
}
