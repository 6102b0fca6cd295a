package dev.keybay.core.token;

import dev.keybay.api.store.SecretStore;
import dev.keybay.core.jose.JwkSetSource;
import dev.keybay.core.jose.KeyDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What the settings say, checked and loaded.
 *
 * @param maxLength of a token, in characters
 */
record TokenState(
    TokenSigner signer,
    TokenTrust trust,
    TeeKeyLocator teeKeys,
    String issuer,
    Duration lifetime,
    int maxLength) {

  /**
   * Loads keys and certificates; JWK sets over HTTPS begin to load.
   *
   * @throws IllegalArgumentException for a setting out of range, naming it
   * @throws IOException if a file cannot be read
   * @throws GeneralSecurityException if a file holds something else than expected
   */
  static TokenState load(
      TokenSettings settings,
      long sequence,
      Path conf,
      SecretStore store,
      KeyDocuments documents,
      Clock clock)
      throws IOException, GeneralSecurityException {
    Duration lifetime = minutes("durationMinutes", settings.durationMinutes());
    Duration refresh = minutes("jwkSetRefreshMinutes", settings.jwkSetRefreshMinutes());
    int maxKib = range("maxTokenKib", settings.maxTokenKib(), 16, 1024);
    TeeKeyLocator teeKeys = new TeeKeyLocator(List.of(settings.extraTeeKeyPaths()));
    List<Path> certificates =
        Arrays.stream(settings.trustedCertificates()).map(conf::resolve).toList();
    CertificateTrust certificateTrust = CertificateTrust.load(certificates);
    List<JwkSetSource> sets =
        Arrays.stream(settings.trustedJwkSets())
            .map(KeyDocuments::requireUri)
            .map(uri -> new JwkSetSource(documents, uri, refresh, clock))
            .toList();
    TokenSigner signer = SigningKeys.load(settings, conf, store);
    TokenTrust trust =
        new TokenTrust(signer, certificateTrust, sets, settings.insecureHeaderJwk(), sequence);
    return new TokenState(signer, trust, teeKeys, settings.issuer(), lifetime, maxKib * 1024);
  }

  private static Duration minutes(String name, int value) {
    return Duration.ofMinutes(range(name, value, 1, 1440));
  }

  private static int range(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "expected %s of %s from %d to %d, got %d"
              .formatted(name, TokenSettings.PID, min, max, value));
    }
    return value;
  }
}
