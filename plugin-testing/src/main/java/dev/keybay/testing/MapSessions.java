package dev.keybay.testing;

import dev.keybay.api.session.Session;
import dev.keybay.api.session.SessionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Sessions in memory. */
public final class MapSessions implements SessionStore {
  private final Map<String, Session> sessions = new HashMap<>();
  private final Clock clock;

  /**
   * None yet.
   *
   * @param clock says which have expired
   */
  public MapSessions(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Session open(Duration lifetime, Map<String, String> attributes) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Session session = new Session(id, clock.instant().plus(lifetime), attributes, Optional.empty());
    sessions.put(id, session);
    return session;
  }

  @Override
  public Optional<Session> find(String id) {
    return Optional.ofNullable(sessions.get(id))
        .filter(session -> clock.instant().isBefore(session.expires()));
  }

  @Override
  public boolean replace(Session expected, Session updated) {
    return find(expected.id()).isPresent() && sessions.replace(expected.id(), expected, updated);
  }

  @Override
  public int size() {
    return sessions.size();
  }
}
