package dev.keybay.itests.http;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

/** A P-256 key of a broker and a certificate of it for 127.0.0.1, signed by itself. */
public record Identity(KeyPair keys, X509Certificate certificate) {

  public static Identity of(String name)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair keys = generator.generateKeyPair();
    Instant now = Instant.now();
    X500Name subject = new X500Name("CN=" + name);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            subject,
            keys.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    return new Identity(
        keys,
        new JcaX509CertificateConverter()
            .getCertificate(
                builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))));
  }

  /** Writes {@code tls.key} and {@code tls.pem}, one after the other, as an operator does. */
  public void writeTo(Path conf) throws IOException {
    replace(conf.resolve("tls.key"), pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
    replace(conf.resolve("tls.pem"), pem(new JcaMiscPEMGenerator(certificate)));
  }

  void writeCertificateTo(Path conf) throws IOException {
    replace(conf.resolve("tls.pem"), pem(new JcaMiscPEMGenerator(certificate)));
  }

  private static void replace(Path file, String text) throws IOException {
    Path part = Files.writeString(file.resolveSibling("../part"), text);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(PemObjectGenerator source) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(source);
    }
    return text.toString();
  }
}
