package dev.keybay.core.token;

import dev.keybay.api.store.SecretStore;
import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.KeyDocuments;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

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
   * @throws UnusableSettingsException that names the setting, and the file if there is one
   */
  static TokenState load(
      TokenSettings settings, long sequence, Path conf, SecretStore store, JwkSources sources) {
    Duration lifetime = minutes("durationMinutes", settings.durationMinutes());
    Duration refresh = minutes("jwkSetRefreshMinutes", settings.jwkSetRefreshMinutes());
    int maxKib = range("maxTokenKib", settings.maxTokenKib(), 16, TokenSettings.MAX_TOKEN_KIB);
    TeeKeyLocator teeKeys =
        checked("extraTeeKeyPaths", () -> new TeeKeyLocator(List.of(settings.extraTeeKeyPaths())));
    CertificateTrust certificates =
        CertificateTrust.load(
            Arrays.stream(settings.trustedCertificates()).map(conf::resolve).toList());
    List<URI> uris =
        checked(
            "trustedJwkSets",
            () -> Arrays.stream(settings.trustedJwkSets()).map(KeyDocuments::requireUri).toList());
    requireAnyTrust(settings, certificates, uris);
    TokenSigner signer = SigningKeys.load(settings, conf, store);
    TokenTrust trust =
        new TokenTrust(
            signer,
            settings.ownTokens(),
            certificates,
            sources.of(uris, refresh),
            settings.insecureHeaderJwk(),
            sequence);
    return new TokenState(signer, trust, teeKeys, settings.issuer(), lifetime, maxKib * 1024);
  }

  /** A broker that believes nobody could only refuse every guest: better it says so at once. */
  private static void requireAnyTrust(
      TokenSettings settings, CertificateTrust certificates, List<URI> jwkSets) {
    boolean any = settings.ownTokens() || settings.insecureHeaderJwk();
    if (!any && certificates.isEmpty() && jwkSets.isEmpty()) {
      throw UnusableSettingsException.of(
          TokenSettings.PID,
          "ownTokens",
          "is false, so expected trustedCertificates or trustedJwkSets: nothing would vouch for"
              + " any token");
    }
  }

  private static <T> T checked(String key, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw UnusableSettingsException.of(TokenSettings.PID, key, String.valueOf(e.getMessage()));
    }
  }

  private static Duration minutes(String key, int value) {
    return Duration.ofMinutes(range(key, value, 1, 1440));
  }

  private static int range(String key, int value, int min, int max) {
    if (value < min || value > max) {
      throw UnusableSettingsException.of(
          TokenSettings.PID,
          key,
          "expected a number from %d to %d, got %d".formatted(min, max, value));
    }
    return value;
  }
}
