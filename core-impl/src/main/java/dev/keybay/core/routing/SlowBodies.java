package dev.keybay.core.routing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.io.IOException;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Requests inside a plugin that wait for the rest of their bodies. Each has a thread and a place of
 * the plugin that others want, so each has to send at a pace; and where many wait, the slowest of
 * them makes room. Whoever sends a body at once is never turned away over those who do not.
 */
@Component(service = SlowBodies.class)
public final class SlowBodies {
  /** How far behind its pace one is that makes room: more than a network takes for a packet. */
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final RouterSettings settings;
  private final Deadlines deadlines;
  private final Set<Patience> waiting = ConcurrentHashMap.newKeySet();

  @Activate
  public SlowBodies(@Reference RouterSettings settings, @Reference Deadlines deadlines) {
    this.settings = settings;
    this.deadlines = deadlines;
  }

  /** One read of a body. */
  interface Read {
    /** As the stream gives it: a byte, a number of bytes, or the end. */
    int now() throws IOException;
  }

  /** Of one request. */
  Patience patience() {
    return new Patience();
  }

  private void makeRoom() {
    if (waiting.size() > settings.slowBodies()) {
      waiting.stream()
          .max(Comparator.comparingLong(Patience::behindNanos))
          .filter(slowest -> slowest.behindNanos() > SLOW_NANOS)
          .ifPresent(Patience::end);
    }
  }

  /** How long one request has waited. Its thread waits; others may look, and end it. */
  final class Patience {
    private final Arrears arrears = new Arrears();
    private volatile long sinceNanos;
    private volatile Deadlines.@Nullable Running running;

    /**
     * Reads what is not there yet.
     *
     * @throws KbsException {@code UNREADABLE} if it comes too slowly
     * @throws IOException if the read fails for another reason
     */
    int await(Read read) throws IOException {
      long allowed = settings.bodyPatience().toNanos() - arrears.nanos();
      if (allowed <= 0) {
        throw tooSlow(null);
      }
      sinceNanos = System.nanoTime();
      Deadlines.Running present = deadlines.patiently(allowed);
      running = present;
      waiting.add(this);
      @Nullable IOException failure = null;
      boolean over;
      int result = 0;
      try {
        makeRoom();
        result = read.now();
      } catch (IOException e) {
        failure = e;
      } finally {
        waiting.remove(this);
        over = present.end();
        arrears.waited(System.nanoTime() - sinceNanos);
      }
      if (failure == null) {
        return result;
      }
      if (over) {
        throw tooSlow(failure);
      }
      throw failure;
    }

    /** Notes bytes that have come, waited for or not. */
    void received(int bytes) {
      arrears.received(bytes);
    }

    /** While it waits. */
    private long behindNanos() {
      return arrears.nanos() + System.nanoTime() - sinceNanos;
    }

    private void end() {
      Deadlines.Running present = running;
      if (present != null) {
        present.interrupt();
      }
    }

    private KbsException tooSlow(@Nullable Throwable cause) {
      return new KbsException(
          ErrorCode.UNREADABLE,
          "The body came too slowly: it has to begin within "
              + settings.bodyPatience().toSeconds()
              + " s and go on at "
              + Arrears.BYTES_PER_SECOND / 1024
              + " KiB/s, or faster while many wait for theirs",
          cause);
    }
  }
}
