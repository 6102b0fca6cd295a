package dev.keybay.plugin.attest.handshake;

import dev.keybay.api.session.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a session remembers between the two halves of a handshake. The names are shared by all
 * versions of this plugin: a handshake may end on another version than it began on.
 *
 * @param tee that the guest said it is in
 * @param nonce that it was given
 * @param version of the protocol that the guest speaks, if it is later than what this plugin knows
 */
record HandshakeState(String tee, String nonce, Optional<String> version) {
  private static final String TEE = "tee";
  private static final String NONCE = "nonce";
  private static final String VERSION = "version";

  Map<String, String> attributes() {
    Map<String, String> attributes = new HashMap<>(Map.of(TEE, tee, NONCE, nonce));
    version.ifPresent(later -> attributes.put(VERSION, later));
    return attributes;
  }

  /** Of a session that this plugin opened. An absent nonce is equal to no guest's. */
  static HandshakeState of(Session session) {
    Map<String, String> attributes = session.attributes();
    return new HandshakeState(
        attributes.getOrDefault(TEE, "unknown"),
        attributes.getOrDefault(NONCE, ""),
        Optional.ofNullable(attributes.get(VERSION)));
  }

  boolean challengedWith(String sent) {
    return !nonce.isEmpty() && nonce.equals(sent);
  }
}
