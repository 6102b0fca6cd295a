package dev.keybay.core.jose;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file (RFC 7468); text between them is ignored.
 *
 * @param blocks in the order of the file
 */
public record Pem(List<Block> blocks) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");

  /** Key algorithms of JCA to try; an encoded key names its own and fits only one. */
  private static final List<String> KEY_ALGORITHMS = List.of("EC", Ed25519Signature.NAME, "RSA");

  /** One block: its label and the DER within. */
  public record Block(String label, byte[] der) {
    /** Not the bytes: they may be a private key. */
    @Override
    public String toString() {
      return "Block[" + label + "]";
    }
  }

  public Pem {
    blocks = List.copyOf(blocks);
  }

  /**
   * Reads all blocks.
   *
   * @throws GeneralSecurityException if there is none or one is not base64
   */
  public static Pem parse(byte[] file) throws GeneralSecurityException {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(new String(file, StandardCharsets.US_ASCII));
    while (matcher.find()) {
      try {
        String body = matcher.group(2).replaceAll("\\s", "");
        blocks.add(new Block(matcher.group(1), Base64.getDecoder().decode(body)));
      } catch (IllegalArgumentException e) {
        throw new GeneralSecurityException("a " + matcher.group(1) + " block is not base64");
      }
    }
    if (blocks.isEmpty()) {
      throw new GeneralSecurityException("expected PEM, found no block in it");
    }
    return new Pem(blocks);
  }

  /** Writes one block with lines of 64 characters. */
  public static String format(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /** The first private key: PKCS#8, or SEC 1 on P-256 as {@code openssl ecparam} writes it. */
  public PrivateKey privateKey() throws GeneralSecurityException {
    Optional<Block> sec1 = find("EC PRIVATE KEY");
    byte[] der =
        sec1.isPresent()
            ? Sec1.toPkcs8(sec1.get().der())
            : find("PRIVATE KEY")
                .map(Block::der)
                .orElseThrow(
                    () -> new GeneralSecurityException("expected a PRIVATE KEY block (PKCS#8)"));
    return firstThatFits(
        "private", factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
  }

  /** The first public key, or the one of the first certificate. */
  public PublicKey publicKey() throws GeneralSecurityException {
    Optional<Block> encoded = find("PUBLIC KEY");
    Optional<Block> pkcs1 = find("RSA PUBLIC KEY");
    if (encoded.isEmpty() && pkcs1.isPresent()) {
      return Pkcs1.publicKey(pkcs1.get().der());
    }
    if (encoded.isEmpty()) {
      List<X509Certificate> certificates = certificates();
      if (certificates.isEmpty()) {
        throw new GeneralSecurityException("expected a PUBLIC KEY or CERTIFICATE block");
      }
      return certificates.get(0).getPublicKey();
    }
    byte[] der = encoded.get().der();
    return firstThatFits("public", factory -> factory.generatePublic(new X509EncodedKeySpec(der)));
  }

  /** All certificates, in the order of the file. */
  public List<X509Certificate> certificates() throws CertificateException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block.der()));
      }
    }
    return List.copyOf(certificates);
  }

  /** The same, of which there must be one at least. */
  public List<X509Certificate> requireCertificates() throws CertificateException {
    List<X509Certificate> certificates = certificates();
    if (certificates.isEmpty()) {
      throw new CertificateException("there is no CERTIFICATE block in it");
    }
    return certificates;
  }

  /** One certificate from its DER. */
  public static X509Certificate certificate(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private interface KeyMaker<K> {
    K make(KeyFactory factory) throws GeneralSecurityException;
  }

  private static <K> K firstThatFits(String kind, KeyMaker<K> maker)
      throws GeneralSecurityException {
    GeneralSecurityException none =
        new GeneralSecurityException("expected a " + kind + " key: EC, Ed25519 or RSA");
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return maker.make(KeyFactory.getInstance(algorithm));
      } catch (GeneralSecurityException | RuntimeException e) {
        none.addSuppressed(e);
      }
    }
    throw none;
  }

  private Optional<Block> find(String label) {
    return blocks.stream().filter(block -> block.label().equals(label)).findFirst();
  }
}
