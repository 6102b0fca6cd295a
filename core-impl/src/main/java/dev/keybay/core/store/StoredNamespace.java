package dev.keybay.core.store;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.store.PutOptions;
import dev.keybay.api.store.SecretChange;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretWrite;
import dev.keybay.core.store.keys.Aead;
import dev.keybay.core.store.keys.DataKey;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.sql.HostDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.crypto.AEADBadTagException;

/** One namespace of the store. Has no state of its own. */
final class StoredNamespace implements SecretNamespace {
  private static final int MAX_PAGE = 1000;

  private final String name;
  private final String purpose;
  private final HostDatabase database;
  private final RecentSecrets recent;
  private final Changes changes;
  private final KeyRing keys;
  private final Aead aead;
  private final Clock clock;

  StoredNamespace(
      String name,
      HostDatabase database,
      RecentSecrets recent,
      Changes changes,
      KeyRing keys,
      Aead aead,
      Clock clock) {
    this.name = name;
    this.purpose = "secret:" + name;
    this.database = database;
    this.recent = recent;
    this.changes = changes;
    this.keys = keys;
    this.aead = aead;
    this.clock = clock;
  }

  @Override
  public Optional<SecretEntry> get(String key) {
    Names.key(key);
    long now = clock.millis();
    return recent
        .get(name, key, () -> database.read(c -> SecretTable.findSealed(c, name, key)))
        .filter(found -> found.row().liveAt(now))
        .map(found -> new SecretEntry(found.row().info(), open(found)));
  }

  @Override
  public SecretInfo put(String key, byte[] value, PutOptions options) {
    return change(List.of(SecretWrite.put(key, value, options))).get(0).orElseThrow();
  }

  @Override
  public boolean delete(String key) {
    return delete(key, row -> true);
  }

  @Override
  public boolean delete(String key, long expectedRevision) {
    return delete(key, row -> row.revision() == expectedRevision);
  }

  @Override
  public List<Optional<SecretInfo>> change(List<SecretWrite> writes) {
    Writes.check(writes);
    return changes.run(
        transaction -> {
          long now = clock.millis();
          List<Optional<SecretInfo>> stored = new ArrayList<>(writes.size());
          for (SecretWrite write : writes) {
            stored.add(change(transaction, write, now));
          }
          return stored;
        });
  }

  @Override
  public List<SecretInfo> list(String prefix, String after, int limit) {
    Names.part("A prefix", prefix);
    Names.part("A key", after);
    if (limit < 1 || limit > MAX_PAGE) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, "limit must be 1 to %d, not %d".formatted(MAX_PAGE, limit));
    }
    KeyRange range = KeyRange.of(prefix, after);
    long now = clock.millis();
    return database
        .read(connection -> SecretTable.list(connection, name, range, now, limit))
        .stream()
        .map(SecretRow::info)
        .toList();
  }

  @Override
  public AutoCloseable watch(String prefix, Consumer<SecretChange> listener) {
    return changes.watch(name, Names.part("A prefix", prefix), listener);
  }

  private Optional<SecretInfo> change(Changes.Transaction transaction, SecretWrite write, long now)
      throws SQLException {
    Optional<SecretRow> present =
        SecretTable.find(transaction.connection(), name, write.key())
            .filter(row -> row.liveAt(now));
    check(write.options().expectedRevision(), present);
    if (write.value().isEmpty()) {
      if (present.isPresent()) {
        remove(transaction, write.key());
      }
      return Optional.empty();
    }
    return Optional.of(store(transaction, write, write.value().get(), present, now));
  }

  private SecretInfo store(
      Changes.Transaction transaction,
      SecretWrite write,
      byte[] value,
      Optional<SecretRow> present,
      long now)
      throws SQLException {
    long lifetime = Writes.milliseconds(write.options().timeToLive());
    long revision = transaction.change("secret.put", name, write.key(), false);
    DataKey dataKey = keys.forSealing(transaction.connection(), purpose, 1);
    SecretRow row =
        new SecretRow(
            name,
            write.key(),
            revision,
            present.map(SecretRow::created).orElse(now),
            now,
            lifetime == 0 ? OptionalLong.empty() : OptionalLong.of(now + lifetime),
            dataKey.id(),
            value.length + Aead.OVERHEAD);
    byte[] sealed = aead.seal(dataKey.key(), value, row.additionalData());
    SecretTable.store(transaction.connection(), row, sealed);
    return row.info();
  }

  private void remove(Changes.Transaction transaction, String key) throws SQLException {
    transaction.change("secret.delete", name, key, true);
    SecretTable.delete(transaction.connection(), name, key);
  }

  private boolean delete(String key, Predicate<SecretRow> condition) {
    Names.key(key);
    return changes.run(
        transaction -> {
          long now = clock.millis();
          boolean there =
              SecretTable.find(transaction.connection(), name, key)
                  .filter(row -> row.liveAt(now))
                  .filter(condition)
                  .isPresent();
          if (there) {
            remove(transaction, key);
          }
          return there;
        });
  }

  private byte[] open(SecretTable.SealedSecret found) {
    SecretRow row = found.row();
    try {
      return aead.open(keys.byId(row.dataKey()), found.sealed(), row.additionalData());
    } catch (AEADBadTagException e) {
      throw new KbsException(
          ErrorCode.INTERNAL,
          "The stored value does not authenticate: it was damaged or changed behind the broker.",
          e);
    }
  }

  private static void check(OptionalLong expected, Optional<SecretRow> present) {
    long actual = present.map(SecretRow::revision).orElse(0L);
    if (expected.isPresent() && expected.getAsLong() != actual) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "The key has revision %d, not %d (0 is absent). Read it again and decide anew."
              .formatted(actual, expected.getAsLong()));
    }
  }
}
