package dev.keybay.client;

import java.security.GeneralSecurityException;
import java.util.Map;

/**
 * The key pair of a guest. Its public half is bound to the attestation evidence, so that only the
 * attested guest can read what the broker sends. Immutable and thread-safe.
 */
public sealed interface TeeKey permits EcTeeKey, RsaTeeKey {

  /** A fresh key pair. */
  static TeeKey generate(TeeKeyAlgorithm algorithm) {
    return switch (algorithm) {
      case P256 -> EcTeeKey.generate(EcCurve.P_256);
      case P521 -> EcTeeKey.generate(EcCurve.P_521);
      case RSA -> RsaTeeKey.generate();
    };
  }

  /**
   * Reads a private key: PKCS#8 ({@code PRIVATE KEY}) with P-256 or P-521, or PKCS#1 ({@code RSA
   * PRIVATE KEY}) of at least 2048 bits.
   *
   * @throws IllegalArgumentException if it is anything else; the message never shows the key
   */
  static TeeKey fromPem(String text) {
    Pem pem = Pem.parse(text);
    return switch (pem.label()) {
      case "PRIVATE KEY" -> EcTeeKey.fromPkcs8(pem.der());
      case "RSA PRIVATE KEY" -> RsaTeeKey.fromPkcs1(pem.der());
      default ->
          throw new IllegalArgumentException(
              "a PEM block \""
                  + pem.label()
                  + "\", expected \"PRIVATE KEY\" (PKCS#8, P-256 or P-521; convert with openssl"
                  + " pkcs8 -topk8 -nocrypt) or \"RSA PRIVATE KEY\" (PKCS#1)");
    };
  }

  /** The private key as {@link #fromPem} reads it. Secret. */
  String toPem();

  /** The public key as it goes into {@code tee-pubkey}: {@code kty}, {@code alg} and the rest. */
  Map<String, String> jwk();

  /**
   * The content encryption key of a reply to this guest.
   *
   * @throws GeneralSecurityException if it was not encrypted to this key
   * @throws IllegalArgumentException if the header is not what this key's algorithm needs
   */
  byte[] unwrap(JweHeader header, byte[] encryptedKey) throws GeneralSecurityException;
}
