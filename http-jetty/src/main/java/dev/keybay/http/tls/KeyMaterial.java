package dev.keybay.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A private key and the certificates that say whose it is, its own first.
 *
 * <p>Not a record: nothing shall print the key.
 */
final class KeyMaterial {
  /** Of a key store that is never written anywhere. */
  static final String PASSWORD = "in memory";

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private KeyMaterial(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = chain;
  }

  /** Reads both files; throws if they do not belong to each other. */
  static KeyMaterial load(Path keyFile, Path certificateFile) throws UnusableTlsException {
    List<X509Certificate> chain = certificates(certificateFile);
    PrivateKey key = PrivateKeyFile.read(keyFile, chain.get(0).getPublicKey());
    if (!signs(key, chain.get(0))) {
      throw new UnusableTlsException(
          "the private key in "
              + keyFile
              + " does not belong to the first certificate in "
              + certificateFile
              + ". Give the key's own certificate first, then those that vouch for it.");
    }
    return new KeyMaterial(key, chain);
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  KeyStore keyStore() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "broker", key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key store in memory takes any key", e);
    }
  }

  private static List<X509Certificate> certificates(Path file) throws UnusableTlsException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemFile.Block block : PemFile.read("http.certificate", file)) {
        if (block.label().equals("CERTIFICATE")) {
          ByteArrayInputStream bytes = new ByteArrayInputStream(block.bytes());
          chain.add((X509Certificate) factory.generateCertificate(bytes));
        }
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw new UnusableTlsException(
          "certificate " + (chain.size() + 1) + " in " + file + " cannot be read.", e);
    }
    if (chain.isEmpty()) {
      throw new UnusableTlsException(
          "the file of http.certificate, " + file + ", has no certificate in PEM.");
    }
    List<X509Certificate> distinct = chain.stream().distinct().toList();
    checkOrder(file, distinct);
    return distinct;
  }

  private static void checkOrder(Path file, List<X509Certificate> chain)
      throws UnusableTlsException {
    for (int i = 1; i < chain.size(); i++) {
      if (!chain
          .get(i - 1)
          .getIssuerX500Principal()
          .equals(chain.get(i).getSubjectX500Principal())) {
        throw new UnusableTlsException(
            "certificate "
                + (i + 1)
                + " in "
                + file
                + " is not of the issuer of the one before it. Give the key's own certificate"
                + " first, then its issuer's, and so on.");
      }
    }
  }

  /** True if what the key signs the certificate's key verifies. */
  private static boolean signs(PrivateKey key, X509Certificate certificate) {
    byte[] text = {1, 2, 3};
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // Some providers throw for what does not verify.
      return false;
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  @Override
  public String toString() {
    return "key material of " + certificate().getSubjectX500Principal();
  }
}
