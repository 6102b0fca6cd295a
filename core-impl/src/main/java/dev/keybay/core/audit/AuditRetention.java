package dev.keybay.core.audit;

import dev.keybay.core.host.Rounds;
import dev.keybay.core.store.sql.HostDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops what of the audit log is older than it is to be kept: whole days (UTC), so that dropping,
 * which is recorded too, makes fewer rows than it takes. What is left can be verified as before.
 *
 * <p>Time is what the clock says: rows that were written while it was ahead stay, with all after
 * them, until it has come there.
 */
@Component(service = AuditRetention.class, immediate = true, configurationPid = AuditSettings.PID)
@Designate(ocd = AuditSettings.class)
public final class AuditRetention {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Of a transaction: some ten milliseconds, in which nobody else writes. */
  private static final int PAGE = 2000;

  /** Of a look: the round goes on to others, and comes again. */
  private static final int PAGES = 10;

  private final HostDatabase database;
  private final AuditChain chain;
  private final Clock clock;
  private final Rounds.Round round;
  private volatile int keepDays;

  @Activate
  public AuditRetention(
      @Reference HostDatabase database,
      @Reference AuditChain chain,
      @Reference Clock clock,
      @Reference Rounds rounds,
      AuditSettings settings) {
    this.database = database;
    this.chain = chain;
    this.clock = clock;
    this.keepDays = settings.keepDays();
    this.round = rounds.every(PAUSE, "at how old the audit log is", this::look);
  }

  @Modified
  void modified(AuditSettings settings) {
    keepDays = settings.keepDays();
  }

  private void look() {
    long dropped = drop();
    if (dropped > 0) {
      LOG.atInfo()
          .addKeyValue("rows", dropped)
          .addKeyValue("keepDays", keepDays)
          .log("old rows of the audit log are dropped");
    }
  }

  /** Drops what is too old, so much of it at once as holds up nobody; says how many rows. */
  long drop() {
    int days = keepDays;
    if (days == 0) {
      return 0;
    }
    Instant before = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
    long dropped = 0;
    for (int page = 0; page < PAGES; page++) {
      int rows =
          ActorScope.callAs(
              Actor.HOST,
              () ->
                  database.write(
                      connection -> chain.drop(connection, before.toEpochMilli(), PAGE)));
      dropped += rows;
      if (rows < PAGE) {
        break;
      }
    }
    return dropped;
  }

  @Deactivate
  void stop() {
    round.close();
  }
}
