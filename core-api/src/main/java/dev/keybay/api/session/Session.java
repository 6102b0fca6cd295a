package dev.keybay.api.session;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A guest's session: made at the start of a handshake, attested at its end, gone at a fixed time.
 * Immutable; changed through {@link SessionStore#replace}.
 *
 * @param id 32 lower-case hexadecimal digits, as in the cookie. It is a credential: never log it
 * @param expires fixed when the session is opened, never extended
 * @param attributes what the attestation plugin keeps between the steps; small
 * @param token the attestation token, once the guest is attested
 */
public record Session(
    String id, Instant expires, Map<String, String> attributes, Optional<String> token) {

  public Session {
    attributes = Map.copyOf(attributes);
  }

  public boolean attested() {
    return token.isPresent();
  }

  /** The same session, attested. What was kept between the steps has done its work and is gone. */
  public Session attestedWith(String newToken) {
    return new Session(id, expires, Map.of(), Optional.of(newToken));
  }

  /** Neither the id nor the token. */
  @Override
  public String toString() {
    return "Session[expires=" + expires + ", attested=" + attested() + "]";
  }
}
