package dev.keybay.core.session;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.session.Session;
import dev.keybay.api.session.SessionStore;
import dev.keybay.api.store.Database;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.sql.HostDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Sessions in memory, which is where they are true. A thread writes what has changed to the
 * sessions database once a second and when the host stops; what was there is loaded at start. Most
 * handshakes are over within a second, and so one write.
 *
 * <p>No operation touches the database or a lock that a database operation holds.
 */
@Component(service = SessionStore.class, configurationPid = SessionSettings.PID, immediate = true)
@Designate(ocd = SessionSettings.class)
public final class SessionStoreService implements SessionStore, AutoCloseable {
  private static final Duration FLUSH = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofSeconds(60);

  /** When full, how often a request may look through all sessions for expired ones. */
  private static final Duration SWEEP_WHEN_FULL = Duration.ofSeconds(1);

  private final Clock clock;
  private final SessionIds ids = new SessionIds();
  private final Map<String, Held> sessions = new ConcurrentHashMap<>();
  private final AtomicLong numbers;

  private final Room room;

  private final AtomicLong lastSweep = new AtomicLong(Long.MIN_VALUE);
  private final WriteBehind database;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread worker = new Thread(work, "keybay-sessions");
            worker.setDaemon(true);
            return worker;
          });

  @Activate
  public SessionStoreService(
      @Reference(target = "(" + Database.PURPOSE + "=" + Database.SESSIONS + ")") Database database,
      @Reference HostDatabase host,
      @Reference KeyRing keys,
      @Reference Clock clock,
      SessionSettings settings)
      throws SQLException {
    this(database, host, keys, clock, settings.max());
  }

  /**
   * Loads the stored sessions.
   *
   * @param max how many sessions at once, at least 1
   * @throws dev.keybay.core.store.sql.NewerSchemaException if a newer Keybay has written them
   */
  public SessionStoreService(
      Database database, HostDatabase host, KeyRing keys, Clock clock, int max)
      throws SQLException {
    if (max < 1) {
      throw new IllegalArgumentException(
          "%s: max must be at least 1, not %d".formatted(SessionSettings.PID, max));
    }
    this.clock = clock;
    this.database = new WriteBehind(new SessionTable(database), host, keys, this::held);
    this.numbers = new AtomicLong(this.database.load(sessions, clock.instant(), max));
    this.room = new Room(max, sessions.size());
    every(FLUSH, this.database::flush);
    every(SWEEP, this::sweep);
  }

  @Modified
  void configure(SessionSettings settings) {
    bound(settings.max());
  }

  /** Whoever is there stays: a change of settings ends no session and stops no request. */
  void bound(int max) {
    room.resize(max);
  }

  @Override
  public Session open(Duration lifetime, Map<String, String> attributes) {
    SessionLimits.check(lifetime);
    SessionLimits.check(attributes);
    if (!room.tryAcquire() && !(madeRoom() && room.tryAcquire())) {
      throw new KbsException(
          ErrorCode.TOO_MANY_REQUESTS,
          "There are %d sessions already, as many as may be. Try again later."
              .formatted(room.max()));
    }
    // Stored in milliseconds; so the session is the same after a restart.
    Instant expires = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.MILLIS);
    Session session = new Session(ids.next(), expires, attributes, Optional.empty());
    Held held = new Held(session, numbers.incrementAndGet());
    sessions.put(session.id(), held);
    database.changed(held);
    return session;
  }

  @Override
  public Optional<Session> find(String id) {
    return held(id).map(Held::session).filter(session -> live(session, clock.instant()));
  }

  @Override
  public boolean replace(Session expected, Session updated) {
    if (!expected.id().equals(updated.id()) || !expected.expires().equals(updated.expires())) {
      throw new IllegalArgumentException("a session keeps its id and its expiry");
    }
    SessionLimits.check(updated);
    Held held = sessions.get(expected.id());
    if (held == null
        || !live(expected, clock.instant())
        || !held.session().equals(expected)
        || !sessions.replace(expected.id(), held, held.with(updated))) {
      return false;
    }
    database.changed(held);
    return true;
  }

  @Override
  public int size() {
    return sessions.size();
  }

  /** Writes what has changed and ends. */
  @Override
  @Deactivate
  public void close() {
    thread.shutdown();
    database.flush();
  }

  private void every(Duration period, Runnable work) {
    var unused =
        thread.scheduleWithFixedDelay(
            work, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<Held> held(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  private static boolean live(Session session, Instant now) {
    return now.isBefore(session.expires());
  }

  private boolean madeRoom() {
    long now = clock.millis();
    long last = lastSweep.get();
    return (last == Long.MIN_VALUE || now - last >= SWEEP_WHEN_FULL.toMillis())
        && lastSweep.compareAndSet(last, now)
        && sweep() > 0;
  }

  private int sweep() {
    Instant now = clock.instant();
    List<Held> expired =
        sessions.values().stream().filter(held -> !live(held.session(), now)).toList();
    int gone = 0;
    for (Held held : expired) {
      if (sessions.remove(held.session().id()) != null) {
        room.release();
        database.changed(held);
        gone++;
      }
    }
    return gone;
  }
}
