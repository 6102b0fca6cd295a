package dev.keybay.http.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/** A key of a server and a certificate of it for 127.0.0.1. */
public record TestIdentity(KeyPair keys, X509Certificate certificate) {

  /** A key of this kind: RSA, EC (P-256) or Ed25519. */
  public static TestIdentity of(String name, String kind)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPair keys = keys(kind);
    return new TestIdentity(keys, certificate(name, keys, name, keys));
  }

  /** A P-256 key whose certificate this one signs. */
  TestIdentity issue(String name)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPair own = keys("EC");
    String issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
    return new TestIdentity(own, certificate(name, own, issuer, keys));
  }

  private static KeyPair keys(String kind) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    if (!kind.equals("Ed25519")) {
      generator.initialize(kind.equals("EC") ? 256 : 2048);
    }
    return generator.generateKeyPair();
  }

  private static X509Certificate certificate(
      String name, KeyPair keys, String issuer, KeyPair issuerKeys)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            new X500Name("CN=" + name),
            keys.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    String algorithm =
        switch (issuerKeys.getPrivate().getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate())));
  }

  public String certificatePem() throws IOException {
    return pem(new JcaMiscPEMGenerator(certificate));
  }

  /** PKCS#8, as new tools write it. */
  public String keyPem() throws IOException {
    return pem(new JcaPKCS8Generator(keys.getPrivate(), null));
  }

  /** PKCS#1 or SEC 1, as older tools do. */
  public String oldKeyPem() throws IOException {
    return pem(new JcaMiscPEMGenerator(keys.getPrivate()));
  }

  public void writeTo(Path key, Path chain) throws IOException {
    Files.writeString(key, keyPem());
    Files.writeString(chain, certificatePem());
  }

  private static String pem(PemObjectGenerator source) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(source);
    }
    return text.toString();
  }
}
