package dev.keybay.core.token;

import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.JwsKey;
import dev.keybay.core.jose.KeyBounds;
import dev.keybay.core.jose.Pem;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The certificates that may vouch for the key in a token's header, by path validation (RFC 5280 §6)
 * without revocation. Immutable.
 *
 * <p>As OpenSSL does: anchors are the self-signed certificates of the operator's files; the others
 * in there help to build a path, as do those that come with the token, in any order. ({@code x5c}
 * should have them in the path's order, RFC 7515 §4.1.6; not every service does.)
 */
final class CertificateTrust {
  private static final int MAX_CHAIN = 10;

  private final Set<X509Certificate> trusted;
  private final Set<X509Certificate> anchors;

  private CertificateTrust(Set<X509Certificate> trusted) {
    this.trusted = trusted;
    this.anchors =
        trusted.stream()
            .filter(c -> c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * From PEM files with at least one certificate each.
   *
   * @throws UnusableSettingsException that names the file
   */
  static CertificateTrust load(List<Path> files) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Path file : files) {
      certificates.addAll(
          TokenFiles.read(
              "trustedCertificates", file, "certificates in PEM", Pem::requireCertificates));
    }
    return new CertificateTrust(Set.copyOf(certificates));
  }

  /** Whether it vouches for nothing at all. */
  boolean isEmpty() {
    return trusted.isEmpty();
  }

  /**
   * Requires that the certificates that came with the key vouch for it.
   *
   * @param x5c as in the JWK: base64 of DER, leaf first
   * @return until when they do
   */
  Instant require(JwsKey key, List<?> x5c, Instant now) throws InvalidTokenException {
    if (trusted.isEmpty()) {
      throw new InvalidTokenException(
          "the token brings its own key, and no trustedCertificates are configured");
    }
    List<X509Certificate> chain = decode(x5c);
    X509Certificate leaf = chain.get(0);
    if (!sameKey(leaf.getPublicKey(), key)) {
      throw new InvalidTokenException("the token's key is not the one of its first certificate");
    }
    try {
      return trusted.contains(leaf) ? valid(leaf, now) : validate(leaf, chain, now);
    } catch (GeneralSecurityException e) {
      throw new InvalidTokenException(
          "the token's certificates lead to no trusted one: " + e.getMessage(), e);
    }
  }

  private Instant validate(X509Certificate leaf, List<X509Certificate> chain, Instant now)
      throws GeneralSecurityException, InvalidTokenException {
    if (anchors.isEmpty()) {
      throw new InvalidTokenException("no self-signed certificate in trustedCertificates");
    }
    // Those of the operator first: a path through them is not the caller's choice.
    Set<X509Certificate> known = new LinkedHashSet<>(trusted);
    known.addAll(chain.subList(1, chain.size()));
    Instant until = Instant.MAX;
    // Java does not ask for the anchor's dates, OpenSSL does.
    for (X509Certificate certificate : CertificatePaths.validate(leaf, known, anchors, now)) {
      Instant end = valid(certificate, now);
      until = end.isBefore(until) ? end : until;
    }
    return until;
  }

  private static Instant valid(X509Certificate certificate, Instant now)
      throws CertificateException {
    certificate.checkValidity(Date.from(now));
    return certificate.getNotAfter().toInstant();
  }

  private static List<X509Certificate> decode(List<?> x5c) throws InvalidTokenException {
    if (x5c.isEmpty() || x5c.size() > MAX_CHAIN) {
      throw new InvalidTokenException(
          "expected 1 to " + MAX_CHAIN + " certificates in x5c, got " + x5c.size());
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (Object element : x5c) {
      try {
        // Some write it in the URL alphabet or with line breaks: the MIME decoder skips those.
        String text = String.valueOf(element).replace('-', '+').replace('_', '/');
        X509Certificate certificate = Pem.certificate(Base64.getMimeDecoder().decode(text));
        requireBounded(certificate.getPublicKey());
        chain.add(certificate);
      } catch (CertificateException | RuntimeException e) {
        throw new InvalidTokenException("expected certificates, base64 of DER, in x5c", e);
      }
    }
    return chain;
  }

  /** So that no check of a signature along the path is an attack by its size. */
  private static void requireBounded(PublicKey key) throws CertificateException {
    boolean bounded =
        key instanceof RSAPublicKey rsa
            ? KeyBounds.acceptsRsa(rsa.getModulus(), rsa.getPublicExponent())
            : key instanceof ECPublicKey || key instanceof EdECPublicKey;
    if (!bounded) {
      throw new CertificateException("expected certificates for RSA, EC or Ed25519 keys");
    }
  }

  /** For RSA and P-256; other kinds of keys are not vouched for by certificates. */
  private static boolean sameKey(PublicKey certified, JwsKey key) {
    if (certified instanceof RSAPublicKey rsa && key.key() instanceof RSAPublicKey other) {
      return rsa.getModulus().equals(other.getModulus())
          && rsa.getPublicExponent().equals(other.getPublicExponent());
    }
    return key.algorithm().equals("ES256")
        && certified instanceof ECPublicKey ec
        && key.key() instanceof ECPublicKey other
        && ec.getW().equals(other.getW());
  }
}
