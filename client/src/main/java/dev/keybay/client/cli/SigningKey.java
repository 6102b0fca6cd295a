package dev.keybay.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A key that signs, and the certificates that go with it.
 *
 * @param alias its name in the file
 */
record SigningKey(String alias, PrivateKey key, CertPath chain) {

  /**
   * Reads it from PKCS#12.
   *
   * @param alias empty for the only key
   * @throws CommandFailure if there is no such key, or the password does not open it
   */
  static SigningKey read(Path file, Optional<String> alias, char[] password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      String chosen = choose(store, alias, file);
      return new SigningKey(
          chosen,
          (PrivateKey) store.getKey(chosen, password),
          CertificateFactory.getInstance("X.509")
              .generateCertPath(List.of(store.getCertificateChain(chosen))));
    } catch (IOException | GeneralSecurityException e) {
      throw new CommandFailure(
          "cannot read the key in "
              + file
              + ": expected PKCS#12 and its password; "
              + e.getMessage(),
          e);
    }
  }

  private static String choose(KeyStore store, Optional<String> alias, Path file)
      throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (String entry : Collections.list(store.aliases())) {
      if (store.entryInstanceOf(entry, KeyStore.PrivateKeyEntry.class)) {
        keys.add(entry);
      }
    }
    if (alias.isPresent() ? !keys.contains(alias.get()) : keys.size() != 1) {
      throw new CommandFailure(
          "expected "
              + alias.map(name -> "the key " + name).orElse("one key, or --alias,")
              + " for "
              + file
              + "; found "
              + (keys.isEmpty() ? "no key" : String.join(", ", keys)));
    }
    return alias.orElseGet(() -> keys.get(0));
  }

  /** The subject of its certificate (RFC 2253). */
  String subject() {
    return certificate().getSubjectX500Principal().getName();
  }

  Instant validUntil() {
    return certificate().getNotAfter().toInstant();
  }

  /** As a host shows it: {@code sha256:} and the hexadecimal digest of the certificate. */
  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be digested", e);
    }
  }

  private X509Certificate certificate() {
    return (X509Certificate) chain.getCertificates().get(0);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "SigningKey[" + alias + "]";
  }
}
