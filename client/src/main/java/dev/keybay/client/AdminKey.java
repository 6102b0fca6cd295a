package dev.keybay.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The admin key of a broker of this machine, {@code admin/key.pem} in its data folder: makes tokens
 * for administrators. Immutable.
 */
public final class AdminKey {

  /** A token cannot be called back, so it does not live longer. */
  public static final Duration MAX_LIFETIME = Duration.ofDays(366);

  /** What the broker expects as {@code iss} and {@code aud} of tokens of this key. */
  private static final String BROKER = "keybay";

  private static final int MAX_NAME = 64;

  private final PrivateKey key;

  private AdminKey(PrivateKey key) {
    this.key = key;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if the file cannot be read or has no Ed25519 private key in
   *     PEM (PKCS#8); the message names the file
   */
  public static AdminKey read(Path file) {
    try {
      byte[] der = Pem.first("PRIVATE KEY", Files.readString(file)).der();
      return new AdminKey(
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the admin key " + file, e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": expected an Ed25519 private key in PEM (PKCS#8)", e);
    }
  }

  /**
   * A token that is valid from now on (RFC 7519, RFC 8037).
   *
   * @param role {@code admin} may do everything, any other what the broker's rules allow it; 1 to
   *     64 characters
   * @param subject who will use it, for the broker's log; 1 to 64 characters
   * @param lifetime 1 second to {@link #MAX_LIFETIME}
   */
  public BearerToken mint(String role, String subject, Instant now, Duration lifetime) {
    requireName("role", role);
    requireName("subject", subject);
    if (lifetime.toSeconds() < 1 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException(
          "a lifetime of "
              + lifetime
              + ", expected 1 second to "
              + MAX_LIFETIME.toDays()
              + " days");
    }
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("typ", "JWT");
    header.put("alg", "EdDSA");
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", BROKER);
    claims.put("sub", subject);
    claims.put("role", role);
    claims.put("aud", BROKER);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(lifetime).getEpochSecond());
    String input =
        Base64Url.encode(Json.bytes(header)) + "." + Base64Url.encode(Json.bytes(claims));
    return new BearerToken(input + "." + Base64Url.encode(sign(input)));
  }

  private byte[] sign(String input) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot sign with Ed25519", e);
    }
  }

  private static void requireName(String what, String name) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "a " + what + " of " + name.length() + " characters, expected 1 to " + MAX_NAME);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "AdminKey[***]";
  }
}
