package dev.keybay.plugin.admin;

import dev.keybay.api.session.Session;
import dev.keybay.api.session.SessionStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A store of which only the number of sessions is asked. */
record CountedSessions(int size) implements SessionStore {
  @Override
  public Session open(Duration lifetime, Map<String, String> attributes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Session> find(String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean replace(Session expected, Session updated) {
    throw new UnsupportedOperationException();
  }
}
