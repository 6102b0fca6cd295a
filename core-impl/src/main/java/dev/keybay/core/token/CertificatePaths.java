package dev.keybay.core.token;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds a path from a certificate to an anchor and validates it (RFC 5280 §6), without revocation.
 *
 * <p>The certificates come from whoever makes a request, so the work has to have a bound that is
 * not theirs. Java's path builder goes by names alone until it meets an anchor, and ten
 * certificates that name each other keep it busy for a second with thousands of paths. Here a
 * certificate is looked at once, in breadth, a path is validated once, and signatures are checked
 * {@link #MAX_CHECKS} times at most. The price: where the shortest path breaks a rule of RFC 5280
 * and a detour would not, there is no path.
 */
final class CertificatePaths {
  /** Enough for honest chains: each certificate there has one issuer of that name, or a few. */
  private static final int MAX_CHECKS = 32;

  private final Collection<X509Certificate> anchors;
  private final Collection<X509Certificate> known;
  private final Instant now;
  private final Map<X509Certificate, X509Certificate> certified = new HashMap<>();
  private int checks;

  private CertificatePaths(
      Collection<X509Certificate> anchors, Collection<X509Certificate> known, Instant now) {
    this.known = known;
    this.now = now;
    // One that is renewed has two, of which the later must not be hidden.
    this.anchors =
        anchors.stream().sorted(Comparator.comparing(anchor -> !isWithinTimes(anchor))).toList();
  }

  /**
   * A valid path.
   *
   * @param known what it may lead through, the more trusted first
   * @return the leaf first, the anchor last
   * @throws GeneralSecurityException if none is found
   */
  static List<X509Certificate> validate(
      X509Certificate leaf,
      Collection<X509Certificate> known,
      Collection<X509Certificate> anchors,
      Instant now)
      throws GeneralSecurityException {
    CertificatePaths paths = new CertificatePaths(anchors, known, now);
    List<X509Certificate> path = paths.find(leaf);
    X509Certificate anchor = path.get(path.size() - 1);
    CertPath below =
        CertificateFactory.getInstance("X.509").generateCertPath(path.subList(0, path.size() - 1));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    CertPathValidator.getInstance("PKIX").validate(below, parameters);
    return path;
  }

  private List<X509Certificate> find(X509Certificate leaf) throws GeneralSecurityException {
    Deque<X509Certificate> open = new ArrayDeque<>(List.of(leaf));
    while (!open.isEmpty()) {
      X509Certificate current = open.remove();
      for (X509Certificate anchor : anchors) {
        if (certifies(anchor, current)) {
          return path(leaf, current, anchor);
        }
      }
      for (X509Certificate issuer : known) {
        boolean candidate = isAuthority(issuer) && !issuer.equals(leaf);
        if (candidate && !certified.containsKey(issuer) && certifies(issuer, current)) {
          certified.put(issuer, current);
          open.add(issuer);
        }
      }
    }
    throw new CertPathValidatorException("unable to find a path to a trusted certificate");
  }

  private List<X509Certificate> path(
      X509Certificate leaf, X509Certificate last, X509Certificate anchor) {
    List<X509Certificate> path = new ArrayList<>(List.of(anchor));
    X509Certificate next = last;
    while (!next.equals(leaf)) {
      path.add(0, next);
      next = certified.get(next);
    }
    path.add(0, leaf);
    return path;
  }

  /** So that one that could not be in the path does not hide another of the same key. */
  private boolean isAuthority(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0 && isWithinTimes(certificate);
  }

  private boolean isWithinTimes(X509Certificate certificate) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }

  private boolean certifies(X509Certificate issuer, X509Certificate subject)
      throws GeneralSecurityException {
    if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) {
      return false;
    }
    if (checks++ == MAX_CHECKS) {
      throw new CertPathValidatorException("there are too many of the same name");
    }
    PublicKey key = issuer.getPublicKey();
    try {
      subject.verify(key);
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      // A native provider throws on malformed signatures, unchecked too.
      return false;
    }
  }
}
