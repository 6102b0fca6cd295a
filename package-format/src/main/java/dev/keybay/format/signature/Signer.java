package dev.keybay.format.signature;

import java.security.CodeSigner;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/**
 * Who signed.
 *
 * @param subject the certificate's subject (RFC 2253), for people; anybody can choose it
 * @param fingerprint {@code sha256:} and 64 lower-case hexadecimal digits of the certificate
 */
public record Signer(String subject, String fingerprint) {

  /** The signer of entries of a jar. */
  public static Signer of(CodeSigner signer) {
    return of((X509Certificate) signer.getSignerCertPath().getCertificates().get(0));
  }

  static Signer of(X509Certificate certificate) {
    return new Signer(certificate.getSubjectX500Principal().getName(), fingerprint(certificate));
  }

  private static String fingerprint(Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be digested", e);
    }
  }

  /** Subject and fingerprint. */
  @Override
  public String toString() {
    return subject + " (" + fingerprint + ")";
  }
}
