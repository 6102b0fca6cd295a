package dev.keybay.core.session;

import dev.keybay.core.session.SessionTable.SessionRow;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.sql.HostDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
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
  private final Function<String, Optional<Held>> present;

  /** Ids by the numbers of their rows: in this order neighbours on a page are written together. */
  private final NavigableMap<Long, String> changed = new ConcurrentSkipListMap<>();

  /** Whether the last flush failed; guarded by this. */
  private boolean failing;

  WriteBehind(
      SessionTable table,
      HostDatabase database,
      KeyRing keys,
      Function<String, Optional<Held>> present) {
    this.table = table;
    this.sealer = new SessionSealer(database, keys);
    this.present = present;
  }

  /** Also if it has gone. */
  void changed(Held held) {
    changed.put(held.number(), held.session().id());
  }

  /**
   * Puts the sessions that were stored and have not expired into the map, at most so many.
   *
   * @return the greatest number of a row, or 0
   */
  synchronized long load(Map<String, Held> sessions, Instant now, int max) throws SQLException {
    int unreadable = 0;
    long last = 0;
    List<Long> useless = new ArrayList<>();
    for (SessionRow row : table.all()) {
      boolean live = row.expires() > now.toEpochMilli();
      Optional<Held> held = live ? sealer.open(row) : Optional.empty();
      if (held.isPresent() && sessions.size() < max) {
        sessions.put(held.get().session().id(), held.get());
      } else {
        useless.add(row.number());
        unreadable += live && held.isEmpty() ? 1 : 0;
      }
      last = row.number();
    }
    if (unreadable > 0) {
      LOG.atWarn()
          .addKeyValue("sessions", unreadable)
          .log("Stored sessions do not authenticate and are dropped: their guests attest again");
    }
    table.write(List.of(), useless);
    return last;
  }

  /** Writes all that has changed. Notes it again if that fails. */
  synchronized void flush() {
    while (!changed.isEmpty()) {
      Map<Long, String> batch = take();
      try {
        write(batch);
        failing = false;
      } catch (SQLException | RuntimeException e) {
        // Sessions go on in memory: a full disk must not keep guests from attesting.
        changed.putAll(batch);
        if (!failing) {
          LOG.error("Sessions cannot be stored; they would not survive a restart", e);
        }
        failing = true;
        return;
      }
    }
  }

  private Map<Long, String> take() {
    Map<Long, String> batch = new TreeMap<>();
    while (batch.size() < BATCH) {
      // Removed before the session is looked up: a change after that notes it again.
      Map.Entry<Long, String> first = changed.pollFirstEntry();
      if (first == null) {
        break;
      }
      batch.put(first.getKey(), first.getValue());
    }
    return batch;
  }

  private void write(Map<Long, String> batch) throws SQLException {
    List<SessionRow> rows = new ArrayList<>();
    List<Long> gone = new ArrayList<>();
    batch.forEach(
        (number, id) ->
            present
                .apply(id)
                .ifPresentOrElse(held -> rows.add(sealer.seal(held)), () -> gone.add(number)));
    table.write(rows, gone);
  }
}
