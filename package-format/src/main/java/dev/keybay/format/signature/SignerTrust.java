package dev.keybay.format.signature;

import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a signer is in the operator's trust store, and was valid when it counts. Immutable.
 *
 * @param store certificates of signers, or of authorities that vouch for them
 */
public record SignerTrust(Set<X509Certificate> store) {
  // RFC 5280 §4.2.1.12 and RFC 3161 §2.3.
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

  /** Of several who signed all of it, one that is trusted is enough. */
  public SignatureReport best(List<CodeSigner> signers, Instant now) {
    List<SignatureReport> reports = signers.stream().map(signer -> judge(signer, now)).toList();
    return reports.stream()
        .filter(SignatureReport.Valid.class::isInstance)
        .findFirst()
        .orElse(reports.get(0));
  }

  private SignatureReport judge(CodeSigner signer, Instant now) {
    List<X509Certificate> path = certificates(signer.getSignerCertPath().getCertificates());
    Signer by = Signer.of(signer);
    Instant at = timestamp(signer, now).orElse(now);
    try {
      TrustPath trust = TrustPath.find(path, store, at);
      if (!trust.isItself() && !isForCode(path.get(0))) {
        return new SignatureReport.UnknownSigner(by, "its certificate is not for signing code");
      }
      return trust.holds()
          ? new SignatureReport.Valid(by)
          : new SignatureReport.Expired(by, at, trust.from(), trust.until());
    } catch (GeneralSecurityException e) {
      return new SignatureReport.UnknownSigner(by, "no certificate of the trust store vouches");
    }
  }

  /**
   * When the jar was signed, if an authority says so that is in the trust store and valid now.
   * Anybody could make a timestamp of another.
   */
  private Optional<Instant> timestamp(CodeSigner signer, Instant now) {
    if (signer.getTimestamp() == null) {
      return Optional.empty();
    }
    List<X509Certificate> path =
        certificates(signer.getTimestamp().getSignerCertPath().getCertificates());
    try {
      List<String> usage = path.get(0).getExtendedKeyUsage();
      return usage != null
              && usage.contains(TIME_STAMPING)
              && TrustPath.find(path, store, now).holds()
          ? Optional.of(signer.getTimestamp().getTimestamp().toInstant())
              .filter(time -> !time.isAfter(now))
          : Optional.empty();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static boolean isForCode(X509Certificate certificate) throws CertificateParsingException {
    boolean[] keyUsage = certificate.getKeyUsage();
    List<String> extended = certificate.getExtendedKeyUsage();
    return (keyUsage == null || keyUsage[0])
        && (extended == null || extended.contains(CODE_SIGNING) || extended.contains(ANY_USAGE));
  }

  private static List<X509Certificate> certificates(List<?> path) {
    return path.stream().map(X509Certificate.class::cast).toList();
  }
}
