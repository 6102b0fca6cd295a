package dev.keybay.format.signature;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The certificates from a signer to one in the trust store, by path validation (RFC 5280 §6)
 * without revocation.
 *
 * @param holds whether the path is valid at the time that was asked for
 * @param isItself whether the signer's own certificate is in the store
 * @param from from when all of them are valid
 * @param until until when
 */
record TrustPath(boolean holds, boolean isItself, Instant from, Instant until) {
  private static final int MAX_CHAIN = 10;

  /**
   * Finds it, for a time or, if there is none for that, for one at which the signer's certificates
   * were valid; so that who is known and expired can be told from who is unknown.
   *
   * @param chain the signer's certificate and those that came with it
   * @throws GeneralSecurityException if there is none
   */
  static TrustPath find(List<X509Certificate> chain, Set<X509Certificate> store, Instant at)
      throws GeneralSecurityException {
    X509Certificate signer = chain.get(0);
    if (store.contains(signer)) {
      return of(true, List.of(signer), at);
    }
    if (store.isEmpty() || chain.size() > MAX_CHAIN) {
      throw new GeneralSecurityException("nobody is trusted");
    }
    try {
      return of(false, build(chain, store, at), at);
    } catch (GeneralSecurityException e) {
      TrustPath own = of(false, chain, at);
      Instant other = at.isAfter(own.until) ? own.until : own.from;
      TrustPath once = of(false, build(chain, store, other), other);
      // Whatever made it fail for the time in question, it does not hold then.
      return new TrustPath(false, false, once.from, once.until);
    }
  }

  private static List<X509Certificate> build(
      List<X509Certificate> chain, Set<X509Certificate> store, Instant at)
      throws GeneralSecurityException {
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(chain.get(0));
    Set<TrustAnchor> anchors =
        store.stream().map(c -> new TrustAnchor(c, null)).collect(Collectors.toSet());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
    parameters.setRevocationEnabled(false);
    parameters.setMaxPathLength(MAX_CHAIN);
    parameters.setDate(Date.from(at));
    PKIXCertPathBuilderResult result =
        (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
    List<X509Certificate> all = new ArrayList<>();
    result.getCertPath().getCertificates().forEach(c -> all.add((X509Certificate) c));
    // Java does not ask for the anchor's dates.
    all.add(result.getTrustAnchor().getTrustedCert());
    return all;
  }

  private static TrustPath of(boolean isItself, List<X509Certificate> certificates, Instant at) {
    Instant from =
        Collections.max(certificates.stream().map(c -> c.getNotBefore().toInstant()).toList());
    Instant until =
        Collections.min(certificates.stream().map(c -> c.getNotAfter().toInstant()).toList());
    return new TrustPath(!at.isBefore(from) && !at.isAfter(until), isItself, from, until);
  }
}
