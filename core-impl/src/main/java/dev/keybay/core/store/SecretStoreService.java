package dev.keybay.core.store;

import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretStore;
import dev.keybay.core.audit.AuditChain;
import dev.keybay.core.store.keys.Aead;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.sql.HostDatabase;
import java.time.Clock;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The key store over the durable database.
 *
 * <p>Values are sealed with AES-256-GCM under a key of their namespace; namespace, key, revision
 * and times are authenticated with them. Names of namespaces and keys, revisions, times and lengths
 * are stored in clear, and {@code list} does not authenticate them: put nothing secret into a name.
 * Rows are kept in memory for a while, as they are stored; nothing else may change the database.
 * That a row was removed, or the whole database replaced by an older copy, is not detected here;
 * the audit log shows the former.
 */
@Component(service = SecretStore.class, immediate = true)
public final class SecretStoreService implements SecretStore, AutoCloseable {
  private static final Duration SWEEP = Duration.ofSeconds(60);
  private static final long RECENT_BYTES = 16L << 20;

  private final HostDatabase database;
  private final KeyRing keys;
  private final AuditChain audit;
  private final Clock clock;
  private final Aead aead = new Aead();
  private final RecentSecrets recent = new RecentSecrets(RECENT_BYTES);
  private final Changes changes;
  private final Sweeper sweeper;

  @Activate
  public SecretStoreService(
      @Reference HostDatabase database,
      @Reference KeyRing keys,
      @Reference AuditChain audit,
      @Reference Clock clock) {
    this(database, keys, audit, clock, SWEEP);
  }

  SecretStoreService(
      HostDatabase database, KeyRing keys, AuditChain audit, Clock clock, Duration sweep) {
    this.database = database;
    this.keys = keys;
    this.audit = audit;
    this.clock = clock;
    if (keys.wantsRotation()) {
      rotateKeyEncryptionKey();
    }
    this.changes = new Changes(database, audit, recent);
    this.sweeper = new Sweeper(changes, clock, sweep);
  }

  @Override
  public SecretNamespace namespace(String name) {
    return new StoredNamespace(Names.namespace(name), database, recent, changes, keys, aead, clock);
  }

  @Override
  public int rotateKeyEncryptionKey() {
    return keys.rotate(
        (connection, from, to) ->
            audit.append(connection, "kek.rotate", from + " -> " + to, "ok", 0));
  }

  @Override
  @Deactivate
  public void close() {
    sweeper.close();
    changes.close();
  }
}
