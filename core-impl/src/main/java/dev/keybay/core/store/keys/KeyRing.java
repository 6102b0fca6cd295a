package dev.keybay.core.store.keys;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.store.sql.HostDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data keys, one for each purpose (a namespace of secrets, the sessions, the audit log), made
 * when first needed, wrapped in the database, unwrapped in memory.
 *
 * <p>A data key seals with random nonces and must not do so 2^32 times; at a quarter of that it is
 * succeeded by its next generation and only opens from then on. Uses are counted in the database,
 * in the transaction that they belong to.
 *
 * <p>What makes a crash during a rotation harmless: a new key-encryption key is on stable storage
 * before the one transaction that wraps all data keys with it and names it the current one, and old
 * ones are destroyed only after that transaction. Between the two there are two keys and the
 * database says which; at the next start the other is destroyed.
 *
 * <p>Thread-safe.
 */
@Component(service = KeyRing.class, configurationPid = StoreSettings.PID)
@Designate(ocd = StoreSettings.class)
public final class KeyRing {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
  private static final long USES_OF_ONE_KEY = 1L << 30;
  private static final int DATA_KEY_BYTES = 32;

  private final HostDatabase database;
  private final KeyEncryptionKeys keks;
  private final Clock clock;
  private final long usesOfOneKey;
  private final SecureRandom random = new SecureRandom();

  /**
   * By id. Ids are random, so an entry left by a transaction that was rolled back is never mistaken
   * for another key; which key seals now is asked of the database each time.
   */
  private final Map<Long, SecretKey> unwrapped = new ConcurrentHashMap<>();

  @Activate
  public KeyRing(
      @Reference HostDatabase database,
      @Reference HostFolders folders,
      @Reference Clock clock,
      StoreSettings settings) {
    this(
        database,
        KeySource.openAtStart(
            settings.kekFile(), System.getenv(KeySource.VARIABLE), folders.data()),
        clock,
        USES_OF_ONE_KEY);
  }

  /** Secrets are never without their keys while requests come: another file waits for a start. */
  @Modified
  void configure(StoreSettings settings) {
    LOG.warn("settings {} have changed; they count from the next start", StoreSettings.PID);
  }

  /**
   * Opens the ring.
   *
   * @throws WrongKeyEncryptionKeyException if the key that the database needs is not among them
   */
  public KeyRing(HostDatabase database, KeyEncryptionKeys keks, Clock clock) {
    this(database, keks, clock, USES_OF_ONE_KEY);
  }

  KeyRing(HostDatabase database, KeyEncryptionKeys keks, Clock clock, long usesOfOneKey) {
    this.database = database;
    this.keks = keks;
    this.clock = clock;
    this.usesOfOneKey = usesOfOneKey;
    Optional<String> known = database.read(CurrentKek::find);
    if (known.isEmpty()) {
      String first = keks.preferred();
      database.<Object>write(
          connection -> {
            CurrentKek.set(connection, first);
            return first;
          });
      return;
    }
    String current = known.get();
    if (!keks.ids().contains(current)) {
      throw new WrongKeyEncryptionKeyException(current, keks.ids(), keks.where());
    }
    if (!keks.wantsRotationFrom(current)) {
      keks.retireAllBut(current);
    }
  }

  /** Whether the operator has given a new key-encryption key since the last rotation. */
  public boolean wantsRotation() {
    return keks.wantsRotationFrom(database.read(CurrentKek::get));
  }

  /**
   * The key that seals for this purpose now, with so many uses taken from it.
   *
   * @param connection in whose transaction a new key and the uses are written
   */
  public DataKey forSealing(Connection connection, String purpose, long uses) throws SQLException {
    Optional<DataKeyRow> newest = DataKeyRow.newest(connection, purpose);
    if (newest.isPresent() && newest.get().uses() + uses <= usesOfOneKey) {
      DataKeyRow row = newest.get();
      if (uses > 0) {
        row.addUses(connection, uses);
      }
      return new DataKey(row.id(), unwrap(row));
    }
    return create(connection, purpose, newest.map(DataKeyRow::generation).orElse(0) + 1, uses);
  }

  /** Whether there is a key for this purpose already. */
  public boolean has(Connection connection, String purpose) throws SQLException {
    return DataKeyRow.newest(connection, purpose).isPresent();
  }

  /**
   * The key of this id. Must not be called from inside a transaction or a read.
   *
   * @throws KbsException {@code INTERNAL} if there is none or it does not authenticate
   */
  public SecretKey byId(long id) {
    SecretKey known = unwrapped.get(id);
    if (known != null) {
      return known;
    }
    return load(id);
  }

  /** Under the lock of {@link #rotate}, which destroys the key that wrapped what is read here. */
  private synchronized SecretKey load(long id) {
    return database
        .read(connection -> DataKeyRow.byId(connection, id))
        .map(this::unwrap)
        .orElseThrow(
            () ->
                new KbsException(
                    ErrorCode.INTERNAL, "A stored value names a key that is missing."));
  }

  /**
   * Makes another key-encryption key the current one and wraps every data key with it, in one
   * transaction; then destroys the old one.
   *
   * @param also done in the same transaction
   * @return the number of data keys
   */
  public synchronized int rotate(InRotation also) {
    String current = database.read(CurrentKek::get);
    String next = keks.next(current);
    int count =
        database.write(
            connection -> {
              int wrapped = 0;
              for (DataKeyRow row : DataKeyRow.all(connection)) {
                byte[] bytes = unwrap(row).getEncoded();
                row.wrappedBy(next, keks.wrap(next, bytes, row.additionalData()))
                    .updateWrapping(connection);
                Arrays.fill(bytes, (byte) 0);
                wrapped++;
              }
              CurrentKek.set(connection, next);
              also.run(connection, current, next);
              return wrapped;
            });
    keks.retireAllBut(next);
    LOG.atInfo()
        .addKeyValue("kek", next)
        .addKeyValue("dataKeys", count)
        .log("The key-encryption key was rotated");
    return count;
  }

  private DataKey create(Connection connection, String purpose, int generation, long uses)
      throws SQLException {
    byte[] bytes = new byte[DATA_KEY_BYTES];
    random.nextBytes(bytes);
    long id = random.nextLong() >>> 1;
    String kek = CurrentKek.get(connection);
    DataKeyRow blank =
        new DataKeyRow(id, purpose, generation, kek, new byte[0], uses, clock.millis());
    DataKeyRow row = blank.wrappedBy(kek, keks.wrap(kek, bytes, blank.additionalData()));
    row.insert(connection);
    SecretKey key = new SecretKeySpec(bytes, "AES");
    Arrays.fill(bytes, (byte) 0);
    unwrapped.put(id, key);
    return new DataKey(id, key);
  }

  private SecretKey unwrap(DataKeyRow row) {
    SecretKey known = unwrapped.get(row.id());
    if (known != null) {
      return known;
    }
    try {
      byte[] bytes = keks.unwrap(row.kek(), row.wrapped(), row.additionalData());
      SecretKey key = new SecretKeySpec(bytes, "AES");
      Arrays.fill(bytes, (byte) 0);
      unwrapped.put(row.id(), key);
      return key;
    } catch (AEADBadTagException e) {
      throw new KbsException(ErrorCode.INTERNAL, "A stored data key does not authenticate.", e);
    }
  }

  /** What else belongs to the transaction of a rotation. */
  @FunctionalInterface
  public interface InRotation {
    void run(Connection connection, String from, String to) throws SQLException;
  }
}
