package dev.keybay.core.signature;

import dev.keybay.format.signature.SignatureReport;
import dev.keybay.format.signature.SignedEntries;
import dev.keybay.format.signature.SignerTrust;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import javax.security.auth.x500.X500Principal;
import jdk.security.jarsigner.JarSigner;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Somebody with a key and a certificate, who signs jars as jarsigner does. */
record TestSigner(KeyPair keys, List<X509Certificate> chain) {
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2040-01-01T00:00:00Z");

  static TestSigner authority(String name) {
    return make(name, Optional.empty(), true, Optional.empty(), FROM, UNTIL);
  }

  TestSigner issue(String name) {
    return issue(name, FROM, UNTIL);
  }

  TestSigner issue(String name, Instant from, Instant until) {
    return make(name, Optional.of(this), false, Optional.empty(), from, until);
  }

  TestSigner issueFor(KeyPurposeId usage) {
    return make("for " + usage, Optional.of(this), false, Optional.of(usage), FROM, UNTIL);
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  void sign(Path jar) {
    sign(jar, Optional.empty());
  }

  /** What a host that trusts these says of a jar, at {@link #NOW}. */
  static SignatureReport report(Path jar, TestSigner... trusted) throws IOException {
    SignedEntries.Result signed = SignedEntries.read(jar);
    SignerTrust trust =
        new SignerTrust(
            Arrays.stream(trusted).map(TestSigner::certificate).collect(Collectors.toSet()));
    return signed.problem().orElseGet(() -> trust.best(signed.signers(), NOW));
  }

  /** Signs in place; a second signature needs another name. */
  void sign(Path jar, Optional<URI> timestamps) {
    try {
      JarSigner.Builder signer =
          new JarSigner.Builder(
                  keys.getPrivate(),
                  CertificateFactory.getInstance("X.509").generateCertPath(chain))
              .signerName(
                  "S" + Math.floorMod(certificate().getSubjectX500Principal().hashCode(), 9999));
      timestamps.ifPresent(signer::tsa);
      Path signed = jar.resolveSibling("signed.tmp");
      try (ZipFile in = new ZipFile(jar.toFile());
          OutputStream out = Files.newOutputStream(signed)) {
        signer.build().sign(in, out);
      }
      Files.move(signed, jar, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestSigner make(
      String name,
      Optional<TestSigner> issuer,
      boolean authority,
      Optional<KeyPurposeId> usage,
      Instant from,
      Instant until) {
    try {
      KeyPair keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
      X500Principal subject = new X500Principal("CN=" + name);
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer.map(i -> i.certificate().getSubjectX500Principal()).orElse(subject),
              BigInteger.valueOf(System.nanoTime()),
              Date.from(from),
              Date.from(until),
              subject,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (usage.isPresent()) {
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(usage.get()));
      }
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder("SHA256withECDSA")
                          .build(issuer.map(TestSigner::keys).orElse(keys).getPrivate())));
      return new TestSigner(
          keys,
          issuer.map(i -> List.of(certificate, i.certificate())).orElse(List.of(certificate)));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
