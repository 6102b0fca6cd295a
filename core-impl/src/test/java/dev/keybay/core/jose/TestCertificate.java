package dev.keybay.core.jose;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Makes X.509 certificates (RFC 5280 §4.1) in DER, the few fields that path validation wants. */
public record TestCertificate(KeyPair keys, X509Certificate certificate, String name) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  public static TestCertificate root(String name, KeyPair keys, Instant from, Instant to)
      throws GeneralSecurityException {
    return make(name, keys, true, name, keys, from, to, new byte[0]);
  }

  /** Of an HTTPS server, signed by itself. */
  public static TestCertificate server(String host, KeyPair keys, Instant from, Instant to)
      throws GeneralSecurityException {
    // SubjectAltName with one dNSName.
    byte[] names = der(0x30, der(0x82, host.getBytes(StandardCharsets.US_ASCII)));
    byte[] extension = der(0x30, HexFormat.of().parseHex("0603551d11"), der(0x04, names));
    return make(host, keys, false, host, keys, from, to, extension);
  }

  public TestCertificate issue(String subject, KeyPair keys, boolean ca, Instant from, Instant to)
      throws GeneralSecurityException {
    return make(subject, keys, ca, name, this.keys, from, to, new byte[0]);
  }

  public String pem() {
    try {
      return Pem.format("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestCertificate make(
      String subject,
      KeyPair keys,
      boolean ca,
      String issuer,
      KeyPair issuerKeys,
      Instant from,
      Instant to,
      byte[] moreExtensions)
      throws GeneralSecurityException {
    boolean ec = issuerKeys.getPublic() instanceof ECPublicKey;
    // ecdsa-with-SHA256, sha256WithRSAEncryption with NULL.
    byte[] algorithm =
        HexFormat.of().parseHex(ec ? "300a06082a8648ce3d040302" : "300d06092a864886f70d01010b0500");
    // BasicConstraints, critical: {} or cA TRUE.
    byte[] constraints =
        HexFormat.of()
            .parseHex(ca ? "300f0603551d130101ff040530030101ff" : "300c0603551d130101ff04023000");
    byte[] toBeSigned =
        der(
            0x30,
            der(0xa0, der(0x02, new byte[] {2})),
            der(0x02, BigInteger.valueOf(System.nanoTime()).toByteArray()),
            algorithm,
            name(issuer),
            der(0x30, time(from), time(to)),
            name(subject),
            keys.getPublic().getEncoded(),
            der(0xa3, der(0x30, constraints, moreExtensions)));
    Signature signature = Signature.getInstance(ec ? "SHA256withECDSA" : "SHA256withRSA");
    signature.initSign(issuerKeys.getPrivate());
    signature.update(toBeSigned);
    byte[] bits = signature.sign();
    byte[] encoded = der(0x30, toBeSigned, algorithm, der(0x03, new byte[] {0}, bits));
    return new TestCertificate(keys, Pem.certificate(encoded), subject);
  }

  private static byte[] name(String commonName) {
    byte[] oid = HexFormat.of().parseHex("0603550403");
    byte[] value = der(0x0c, commonName.getBytes(StandardCharsets.UTF_8));
    return der(0x30, der(0x31, der(0x30, oid, value)));
  }

  private static byte[] time(Instant instant) {
    return der(0x18, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (body.size() >= 256) {
      out.write(0x82);
      out.write(body.size() >> 8);
    } else if (body.size() >= 128) {
      out.write(0x81);
    }
    out.write(body.size() & 0xff);
    out.writeBytes(body.toByteArray());
    return out.toByteArray();
  }
}
