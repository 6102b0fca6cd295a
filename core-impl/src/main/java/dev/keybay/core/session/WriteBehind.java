package dev.keybay.core.session;

import dev.keybay.api.session.Session;
import dev.keybay.core.session.SessionTable.SessionRow;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.sql.HostDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies to the database what has changed in memory. Only ids are noted, and each session is looked
 * up when its turn comes: several changes of one session are one write, and the database never gets
 * an older state after a newer one.
 */
final class WriteBehind {
  private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);
  private static final int BATCH = 1000;

  private final SessionTable table;
  private final SessionSealer sealer;
  private final Function<String, Optional<Session>> present;
  private final Set<String> changed = ConcurrentHashMap.newKeySet();

  /** The row of each session that is stored, by the session's id; guarded by this. */
  private final Map<String, Long> numbers = new HashMap<>();

  /** Greater than the number of any row; guarded by this. */
  private long next = 1;

  /** Whether the last flush failed; guarded by this. */
  private boolean failing;

  WriteBehind(
      SessionTable table,
      HostDatabase database,
      KeyRing keys,
      Function<String, Optional<Session>> present) {
    this.table = table;
    this.sealer = new SessionSealer(database, keys);
    this.present = present;
  }

  void changed(String id) {
    changed.add(id);
  }

  /** Puts the sessions that were stored and have not expired into the map, at most so many. */
  synchronized void load(Map<String, Session> sessions, Instant now, int max) throws SQLException {
    int unreadable = 0;
    List<Long> useless = new ArrayList<>();
    for (SessionRow row : table.all()) {
      Optional<Session> session =
          row.expires() > now.toEpochMilli() ? sealer.open(row) : Optional.empty();
      if (session.isPresent() && sessions.size() < max) {
        sessions.put(session.get().id(), session.get());
        numbers.put(session.get().id(), row.number());
      } else {
        useless.add(row.number());
        unreadable += row.expires() > now.toEpochMilli() && session.isEmpty() ? 1 : 0;
      }
      next = row.number() + 1;
    }
    if (unreadable > 0) {
      LOG.atWarn()
          .addKeyValue("sessions", unreadable)
          .log("Stored sessions do not authenticate and are dropped: their guests attest again");
    }
    table.write(List.of(), useless);
  }

  /** Writes all that has changed. Notes it again if that fails. */
  synchronized void flush() {
    while (!changed.isEmpty()) {
      List<String> batch = take();
      try {
        write(batch);
        failing = false;
      } catch (SQLException | RuntimeException e) {
        // Sessions go on in memory: a full disk must not keep guests from attesting.
        changed.addAll(batch);
        if (!failing) {
          LOG.error("Sessions cannot be stored; they would not survive a restart", e);
        }
        failing = true;
        return;
      }
    }
  }

  private List<String> take() {
    List<String> batch = new ArrayList<>();
    for (Iterator<String> ids = changed.iterator(); ids.hasNext() && batch.size() < BATCH; ) {
      batch.add(ids.next());
      // Before the session is looked up: a change after that notes it again.
      ids.remove();
    }
    return batch;
  }

  private void write(List<String> batch) throws SQLException {
    List<SessionRow> rows = new ArrayList<>();
    Map<String, Long> gone = new HashMap<>();
    for (String id : batch) {
      Optional<Session> session = present.apply(id);
      @Nullable Long number = numbers.get(id);
      if (session.isPresent()) {
        rows.add(sealer.seal(number == null ? numbered(id) : number, session.get()));
      } else if (number != null) {
        gone.put(id, number);
      }
    }
    table.write(rows, gone.values());
    numbers.keySet().removeAll(gone.keySet());
  }

  private long numbered(String id) {
    numbers.put(id, next);
    return next++;
  }
}
