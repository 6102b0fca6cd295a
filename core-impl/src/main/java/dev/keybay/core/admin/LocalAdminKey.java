package dev.keybay.core.admin;

import dev.keybay.core.jose.CompactJws;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.KeyPairs;
import dev.keybay.core.jose.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin key of this broker and a token made with it, in {@code data/admin}: {@code key.pem}
 * holds the private and the public key, {@code token} one line. Made at the first start, and again
 * when they are gone.
 */
final class LocalAdminKey {
  static final String KEY_FILE = "key.pem";
  static final String TOKEN_FILE = "token";

  /** The {@code sub} of the token in the file. */
  static final String SUBJECT = "local";

  private static final Logger LOG = LoggerFactory.getLogger(LocalAdminKey.class);
  private static final int MAX_TOKEN = 4096;

  private LocalAdminKey() {}

  /**
   * The key, ready for use.
   *
   * @param renewal when the token in the file shall be renewed
   */
  record Opened(LocalIdentityProvider provider, Instant renewal) {}

  /**
   * Reads or makes the key, and renews the token once half of its life is over.
   *
   * @param folder {@code data/admin}; made if absent
   * @throws IOException if the files cannot be read or written, or others may read the key
   * @throws GeneralSecurityException if the key file holds no Ed25519 key pair
   */
  static Opened open(Path folder, Duration tokenLifetime, Clock clock)
      throws IOException, GeneralSecurityException, InvalidTokenException {
    PrivateFiles.ensureFolder(folder);
    Path keyFile = folder.resolve(KEY_FILE);
    if (!Files.exists(keyFile)) {
      PrivateFiles.write(keyFile, generate().getBytes(StandardCharsets.US_ASCII));
      LOG.atInfo().addKeyValue("file", keyFile).log("made the admin key of this broker");
    }
    if (!PrivateFiles.isPrivate(keyFile)) {
      throw new IOException(
          "others may read "
              + keyFile
              + ": remove it to get a new key, or chmod 600 if it is safe");
    }
    Pem pem = Pem.parse(Files.readAllBytes(keyFile));
    PrivateKey privateKey = pem.privateKey();
    PublicKey publicKey = pem.publicKey();
    if (!KeyPairs.belong(privateKey, publicKey, "Ed25519")) {
      throw new GeneralSecurityException(
          "expected an Ed25519 key pair in "
              + keyFile
              + ", a PRIVATE KEY block and the PUBLIC KEY block of openssl pkey -pubout");
    }
    LocalIdentityProvider provider = new LocalIdentityProvider(publicKey);
    Path tokenFile = folder.resolve(TOKEN_FILE);
    Instant renewal = renewal(tokenFile, provider).orElse(Instant.MIN);
    if (clock.instant().isAfter(renewal)) {
      String token =
          new AdminTokens(privateKey, clock)
              .mint(LocalIdentityProvider.ADMIN, SUBJECT, tokenLifetime);
      PrivateFiles.write(tokenFile, (token + "\n").getBytes(StandardCharsets.US_ASCII));
      renewal = clock.instant().plus(tokenLifetime.dividedBy(2));
      LOG.atInfo()
          .addKeyValue("file", tokenFile)
          .addKeyValue("lifetime", tokenLifetime)
          .log("wrote an admin token");
    }
    return new Opened(provider, renewal);
  }

  private static String generate() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return Pem.format("PRIVATE KEY", pair.getPrivate().getEncoded())
        + Pem.format("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  /**
   * When half of the life of the token in the file is over; empty unless it is this key's and only
   * the owner can read it.
   */
  private static Optional<Instant> renewal(Path file, LocalIdentityProvider provider)
      throws IOException {
    if (!Files.isRegularFile(file) || !PrivateFiles.isPrivate(file)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII).trim();
      CompactJws token = CompactJws.parse(text, MAX_TOKEN);
      provider.verify(token);
      if (token.claims().get("exp") instanceof Long exp
          && token.claims().get("iat") instanceof Long iat) {
        return Optional.of(Instant.ofEpochSecond(exp - (exp - iat) / 2));
      }
      return Optional.empty();
    } catch (InvalidTokenException | IOException e) {
      // Whatever is in there is no token of this key: a new one takes its place.
      return Optional.empty();
    }
  }
}
