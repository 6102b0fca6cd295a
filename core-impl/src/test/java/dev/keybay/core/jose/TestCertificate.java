package dev.keybay.core.jose;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key pair and a certificate for it, with the few fields that path validation wants. */
public record TestCertificate(KeyPair keys, X509Certificate certificate, String name) {

  public static TestCertificate root(String name, KeyPair keys, Instant from, Instant to)
      throws GeneralSecurityException {
    return make(builder(name, keys, name, from, to), true, name, keys, keys);
  }

  /** Of an HTTPS server, signed by itself. */
  public static TestCertificate server(String host, KeyPair keys, Instant from, Instant to)
      throws GeneralSecurityException {
    X509v3CertificateBuilder builder = builder(host, keys, host, from, to);
    try {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return make(builder, false, host, keys, keys);
  }

  public TestCertificate issue(
      String subject, KeyPair subjectKeys, boolean ca, Instant from, Instant to)
      throws GeneralSecurityException {
    return make(builder(subject, subjectKeys, name, from, to), ca, subject, subjectKeys, keys);
  }

  public String pem() {
    try {
      return Pem.format("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder builder(
      String subject, KeyPair keys, String issuer, Instant from, Instant to) {
    return new JcaX509v3CertificateBuilder(
        new X500Name("CN=" + issuer),
        BigInteger.valueOf(System.nanoTime()),
        Date.from(from),
        Date.from(to),
        new X500Name("CN=" + subject),
        keys.getPublic());
  }

  private static TestCertificate make(
      X509v3CertificateBuilder builder, boolean ca, String subject, KeyPair keys, KeyPair issuer)
      throws GeneralSecurityException {
    String algorithm =
        issuer.getPublic() instanceof ECPublicKey ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
      byte[] der =
          builder
              .build(new JcaContentSignerBuilder(algorithm).build(issuer.getPrivate()))
              .getEncoded();
      return new TestCertificate(keys, Pem.certificate(der), subject);
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
