package dev.keybay.testing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginData;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretChange;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretWrite;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Stored data in memory, with revisions, conditions, expiry and watching. Watchers are told on the
 * thread that writes. Thread-safe.
 */
public final class MapData implements PluginData {
  private final Clock clock;
  private final Map<String, SecretEntry> entries = new TreeMap<>();
  private final List<Consumer<SecretChange>> watchers = new CopyOnWriteArrayList<>();
  private long revision;
  private int reads;

  /**
   * Empty.
   *
   * @param clock says what has expired
   */
  public MapData(Clock clock) {
    this.clock = clock;
  }

  /** How often a key was read, found or not; for tests of what is cached. */
  public synchronized int reads() {
    return reads;
  }

  @Override
  public synchronized Optional<SecretEntry> get(String key) {
    reads++;
    return Optional.ofNullable(entries.get(key))
        .filter(entry -> entry.info().expires().map(clock.instant()::isBefore).orElse(true))
        .map(entry -> new SecretEntry(entry.info(), entry.value().clone()));
  }

  @Override
  public synchronized SecretInfo put(String key, byte[] value, PutOptions options) {
    Optional<SecretInfo> present = get(key).map(SecretEntry::info);
    long found = present.map(SecretInfo::revision).orElse(0L);
    if (options.expectedRevision().isPresent() && options.expectedRevision().getAsLong() != found) {
      throw new KbsException(ErrorCode.CONFLICT, "the revision is " + found);
    }
    Instant now = clock.instant();
    SecretInfo info =
        new SecretInfo(
            key,
            ++revision,
            value.length,
            present.map(SecretInfo::created).orElse(now),
            now,
            options.timeToLive().map(now::plus));
    entries.put(key, new SecretEntry(info, value.clone()));
    tell(key, false);
    return info;
  }

  @Override
  public synchronized boolean delete(String key) {
    if (get(key).isEmpty()) {
      return false;
    }
    entries.remove(key);
    revision++;
    tell(key, true);
    return true;
  }

  @Override
  public synchronized boolean delete(String key, long expectedRevision) {
    return get(key).filter(entry -> entry.info().revision() == expectedRevision).isPresent()
        && delete(key);
  }

  @Override
  public synchronized List<Optional<SecretInfo>> change(List<SecretWrite> writes) {
    for (SecretWrite write : writes) {
      long found = get(write.key()).map(entry -> entry.info().revision()).orElse(0L);
      if (write.options().expectedRevision().orElse(found) != found) {
        throw new KbsException(ErrorCode.CONFLICT, "the revision is " + found);
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
  public synchronized List<SecretInfo> list(String prefix, String after, int limit) {
    return entries.keySet().stream()
        .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
        .flatMap(key -> get(key).stream())
        .map(SecretEntry::info)
        .limit(limit)
        .toList();
  }

  @Override
  public AutoCloseable watch(String prefix, Consumer<SecretChange> listener) {
    Consumer<SecretChange> watcher =
        change -> {
          if (change.key().startsWith(prefix)) {
            listener.accept(change);
          }
        };
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  private void tell(String key, boolean deleted) {
    SecretChange change = new SecretChange("plugin", key, revision, deleted);
    watchers.forEach(watcher -> watcher.accept(change));
  }
}
