package dev.keybay.core.admin;

import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.Ed25519Signature;
import dev.keybay.core.jose.Pem;
import dev.keybay.core.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes bearer tokens for administrators with the local admin key. Needs no OSGi: the PEM file is
 * enough. Thread-safe.
 */
public final class AdminTokens {
  static final Duration MAX_LIFETIME = Duration.ofDays(366);
  private static final int MAX_NAME = 64;

  private final PrivateKey key;
  private final Clock clock;

  AdminTokens(PrivateKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /**
   * With the key of a file, {@code data/admin/key.pem} of a broker.
   *
   * @throws IOException if it cannot be read
   * @throws GeneralSecurityException if it has no private key
   */
  public static AdminTokens fromPem(Path keyFile, Clock clock)
      throws IOException, GeneralSecurityException {
    return new AdminTokens(Pem.parse(Files.readAllBytes(keyFile)).privateKey(), clock);
  }

  /**
   * A token that is valid from now on.
   *
   * @param role {@code admin} may do everything, any other what the access rules allow it; 1 to 64
   *     characters
   * @param subject who will use it, for logs and audit; 1 to 64 characters
   * @param lifetime 1 second to 366 days; a token cannot be called back, so keep it short
   */
  public String mint(String role, String subject, Duration lifetime) {
    requireName("role", role);
    requireName("subject", subject);
    if (lifetime.toSeconds() < 1 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "expected a lifetime of 1 second to 366 days, got " + lifetime);
    }
    Instant now = clock.instant();
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    header.put("alg", "EdDSA");
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", LocalIdentityProvider.NAME);
    claims.put("sub", subject);
    claims.put("role", role);
    claims.put("aud", LocalIdentityProvider.NAME);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(lifetime).getEpochSecond());
    String input =
        Base64Url.encode(JsonText.bytes(header)) + "." + Base64Url.encode(JsonText.bytes(claims));
    try {
      byte[] signature = Ed25519Signature.sign(key, input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + Base64Url.encode(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the admin key cannot sign: expected an Ed25519 key", e);
    }
  }

  private static void requireName(String what, String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "expected a " + what + " of 1 to " + MAX_NAME + " characters");
    }
  }
}
