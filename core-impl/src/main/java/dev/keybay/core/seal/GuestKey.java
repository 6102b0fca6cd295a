package dev.keybay.core.seal;

import dev.keybay.core.jose.NistCurve;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/**
 * A guest's TEE key that was checked and can be encrypted to. Immutable: may be kept and shared.
 */
public sealed interface GuestKey {

  /**
   * For ECDH-ES+A256KW.
   *
   * @param curve P-256 or P-521
   * @param key a point on it
   */
  record Ec(NistCurve curve, ECPublicKey key) implements GuestKey {}

  /** For RSA-OAEP-256, or RSA1_5 with guests of old. */
  record Rsa(RsaAlgorithm algorithm, RSAPublicKey key) implements GuestKey {}

  /**
   * For ML-KEM-768+A192KW.
   *
   * @param key its coefficients are reduced (FIPS 203 §7.2)
   */
  record MlKem(MLKEMPublicKeyParameters key) implements GuestKey {}
}
