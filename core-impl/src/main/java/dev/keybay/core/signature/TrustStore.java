package dev.keybay.core.signature;

import dev.keybay.core.jose.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The operator's file with the certificates of those who may sign plugins. */
final class TrustStore {
  private TrustStore() {}

  /**
   * Reads it: PEM certificates, or PKCS#12 with trusted certificates as keytool makes it.
   *
   * @throws GeneralSecurityException if there is no certificate in it, or the password is wrong
   */
  static Set<X509Certificate> read(Path file, String password)
      throws IOException, GeneralSecurityException {
    byte[] bytes = Files.readAllBytes(file);
    Set<X509Certificate> found =
        new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ")
            ? Set.copyOf(Pem.parse(bytes).certificates())
            : pkcs12(bytes, password);
    if (found.isEmpty()) {
      throw new GeneralSecurityException("there is no trusted certificate in it");
    }
    return found;
  }

  private static Set<X509Certificate> pkcs12(byte[] bytes, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    // Without a password, entries that need one are left out in silence.
    store.load(new ByteArrayInputStream(bytes), password.isEmpty() ? null : password.toCharArray());
    Set<X509Certificate> certificates = new HashSet<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isCertificateEntry(alias)
          && store.getCertificate(alias) instanceof X509Certificate certificate) {
        certificates.add(certificate);
      }
    }
    return certificates;
  }
}
