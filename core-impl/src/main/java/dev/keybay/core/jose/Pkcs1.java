package dev.keybay.core.jose;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;

/** RSA public keys in the form of PKCS#1 (RFC 8017, appendix A.1.1), which Java does not read. */
final class Pkcs1 {
  private Pkcs1() {}

  static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    RSAPublicKey read;
    try {
      read = RSAPublicKey.getInstance(der);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new InvalidKeyException("expected an RSA public key of PKCS#1", e);
    }
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(read.getModulus(), read.getPublicExponent()));
  }
}
