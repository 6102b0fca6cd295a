package dev.keybay.core.jose;

import java.net.URI;
import java.time.Duration;

/**
 * How often keys are loaded.
 *
 * @param interval after which what was loaded is loaded again
 * @param pause at least this lies between two loads, however often one is asked for: who sends
 *     tokens with made-up key ids must not make this host hammer another
 */
record Pace(Duration interval, Duration pause) {
  /** Reading a file costs as much as asking whether it has changed: so it is read. */
  private static final Duration FILE = Duration.ofSeconds(1);

  private static final Duration NETWORK_PAUSE = Duration.ofSeconds(30);

  /** The pace for a document; a file of the operator is read again within a second. */
  static Pace of(URI uri, Duration interval) {
    return "file".equals(uri.getScheme())
        ? new Pace(FILE, FILE)
        : new Pace(interval, NETWORK_PAUSE);
  }
}
