package dev.keybay.core.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * A public key that verifies with one algorithm, whatever a token's header says. Thread-safe.
 *
 * @see JwkReader#read
 */
public final class JwsKey {
  private final PublicKey key;
  private final JWSAlgorithm algorithm;
  private final JwsCheck check;

  private JwsKey(PublicKey key, JWSAlgorithm algorithm, JwsCheck check) {
    this.key = key;
    this.algorithm = algorithm;
    this.check = check;
  }

  /**
   * The key for use with the algorithm.
   *
   * @param algorithm a JOSE name, for example {@code ES256}
   * @throws InvalidTokenException if they do not belong together or the key is out of bounds
   */
  public static JwsKey of(PublicKey key, String algorithm) throws InvalidTokenException {
    KeyBounds.require(key, algorithm);
    JWSAlgorithm jose = JWSAlgorithm.parse(algorithm);
    return new JwsKey(key, jose, check(key, jose));
  }

  public PublicKey key() {
    return key;
  }

  public String algorithm() {
    return algorithm.getName();
  }

  /**
   * Requires that the token's header names this key's algorithm and that its signature is this
   * key's.
   */
  public void verify(CompactJws token) throws InvalidTokenException {
    if (!token.algorithm().equals(algorithm.getName())) {
      throw new InvalidTokenException(
          "the token's header has another algorithm than its key, which is for " + algorithm);
    }
    if (!holds(token)) {
      throw new InvalidTokenException("the token's signature does not verify");
    }
  }

  private boolean holds(CompactJws token) {
    try {
      return check.verify(token.signingInput(), token.signature());
    } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
      // A native provider throws on malformed signatures, unchecked too, where Java's return false.
      return false;
    }
  }

  private static JwsCheck check(PublicKey key, JWSAlgorithm algorithm)
      throws InvalidTokenException {
    try {
      if (key instanceof ECPublicKey ec) {
        return nimbus(new ECDSAVerifier(ec), algorithm);
      }
      if (key instanceof RSAPublicKey rsa) {
        return nimbus(new RSASSAVerifier(rsa), algorithm);
      }
      return (input, signature) -> Ed25519Signature.verify(key, input, signature);
    } catch (JOSEException | RuntimeException e) {
      throw new InvalidTokenException("the key cannot verify signatures", e);
    }
  }

  private static JwsCheck nimbus(JWSVerifier verifier, JWSAlgorithm algorithm) {
    JWSHeader header = new JWSHeader(algorithm);
    return (input, signature) -> verifier.verify(header, input, Base64URL.encode(signature));
  }

  private interface JwsCheck {
    boolean verify(byte[] input, byte[] signature) throws JOSEException, GeneralSecurityException;
  }
}
