package dev.keybay.itests.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;

/** The key pair that a guest attests with. */
public interface GuestKey {

  /** The public half, as the guest sends it. */
  ObjectNode jwk();

  /** What a JWE to this key has as {@code alg}. */
  String algorithm();

  /** The content key of a JWE. */
  byte[] contentKey(JsonNode header, byte[] encryptedKey) throws GeneralSecurityException;
}
