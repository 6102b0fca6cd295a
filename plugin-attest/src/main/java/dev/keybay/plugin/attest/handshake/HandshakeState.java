package dev.keybay.plugin.attest.handshake;

import dev.keybay.api.session.Session;
import java.util.Map;

/**
 * What a session remembers between the two halves of a handshake. The names are shared by all
 * versions of this plugin: a handshake may end on another version than it began on.
 *
 * @param tee that the guest said it is in
 * @param nonce that it was given
 */
record HandshakeState(String tee, String nonce) {
  private static final String TEE = "tee";
  private static final String NONCE = "nonce";

  static Map<String, String> of(String tee, String nonce) {
    return Map.of(TEE, tee, NONCE, nonce);
  }

  /** Of a session that this plugin opened. An absent nonce is equal to no guest's. */
  static HandshakeState of(Session session) {
    Map<String, String> attributes = session.attributes();
    return new HandshakeState(
        attributes.getOrDefault(TEE, "unknown"), attributes.getOrDefault(NONCE, ""));
  }

  boolean challengedWith(String sent) {
    return !nonce.isEmpty() && nonce.equals(sent);
  }
}
