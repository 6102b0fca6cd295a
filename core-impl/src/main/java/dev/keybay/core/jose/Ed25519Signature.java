package dev.keybay.core.jose;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Signs and verifies with Ed25519 (RFC 8032), the JOSE algorithm EdDSA (RFC 8037). */
public final class Ed25519Signature {
  static final String NAME = "Ed25519";

  /** R and S, of 32 bytes each. */
  private static final int LENGTH = 64;

  private Ed25519Signature() {}

  /** The 64 bytes of the signature. */
  public static byte[] sign(PrivateKey key, byte[] input) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(NAME);
    signature.initSign(key);
    signature.update(input);
    return signature.sign();
  }

  static boolean verify(PublicKey key, byte[] input, byte[] bytes) throws GeneralSecurityException {
    if (bytes.length != LENGTH) {
      return false;
    }
    Signature signature = Signature.getInstance(NAME);
    signature.initVerify(key);
    signature.update(input);
    return signature.verify(bytes);
  }
}
