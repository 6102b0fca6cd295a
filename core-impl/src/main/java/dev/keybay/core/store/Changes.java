package dev.keybay.core.store;

import dev.keybay.api.store.SecretChange;
import dev.keybay.core.audit.AuditChain;
import dev.keybay.core.store.sql.HostDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The one way in which secrets change: a transaction in which every change takes its revision and
 * leaves its audit row, and after which the listeners are told.
 *
 * <p>A lock is held over both, so that changes are told in the order of their revisions and
 * somebody who begins to watch is told of none that was made before. It costs no parallelism: the
 * database has one writer anyway.
 */
final class Changes implements AutoCloseable {
  private final HostDatabase database;
  private final AuditChain audit;
  private final RecentSecrets recent;
  private final Watchers watchers = new Watchers();
  private final ReentrantLock order = new ReentrantLock(true);

  Changes(HostDatabase database, AuditChain audit, RecentSecrets recent) {
    this.database = database;
    this.audit = audit;
    this.recent = recent;
  }

  <T> T run(Work<T> work) {
    order.lock();
    try {
      List<SecretChange> made = new ArrayList<>();
      T result;
      recent.begin();
      try {
        result =
            database.write(
                connection -> work.run(new Transaction(connection, audit, recent, made)));
      } finally {
        recent.end();
      }
      made.forEach(watchers::publish);
      return result;
    } finally {
      order.unlock();
    }
  }

  AutoCloseable watch(String namespace, String prefix, Consumer<SecretChange> listener) {
    order.lock();
    try {
      return watchers.add(namespace, prefix, listener);
    } finally {
      order.unlock();
    }
  }

  @Override
  public void close() {
    watchers.close();
  }

  /** Changes of one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Transaction transaction) throws SQLException;
  }

  /** A transaction that is under way. */
  record Transaction(
      Connection connection, AuditChain audit, RecentSecrets recent, List<SecretChange> made) {

    /** Begins the next change and records it; what follows must carry the change out. */
    long change(String action, String namespace, String key, boolean deletes) throws SQLException {
      long revision = SecretTable.nextRevision(connection);
      audit.append(connection, action, namespace + "/" + key, "ok", revision);
      recent.changing(namespace, key);
      made.add(new SecretChange(namespace, key, revision, deletes));
      return revision;
    }
  }
}
