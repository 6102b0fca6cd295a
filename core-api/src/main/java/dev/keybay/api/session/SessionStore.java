package dev.keybay.api.session;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All sessions, bounded in number. They survive a restart; a crash may lose the last second of
 * them, which costs a guest one new handshake. Thread-safe.
 */
@ProviderType
public interface SessionStore {

  /**
   * Opens a session with a new random id.
   *
   * @param attributes at most 16 KiB in all
   * @throws dev.keybay.api.error.KbsException {@code TOO_MANY_REQUESTS} when the store is full of
   *     sessions that have not expired
   */
  Session open(Duration lifetime, Map<String, String> attributes);

  /** The session, unless it is unknown or expired. */
  Optional<Session> find(String id);

  /**
   * Replaces a session that nobody has changed meanwhile. Both must have the same id.
   *
   * @return false if it is gone, expired or not equal to {@code expected} any more
   */
  boolean replace(Session expected, Session updated);

  /** The number of sessions that are held now. */
  int size();
}
