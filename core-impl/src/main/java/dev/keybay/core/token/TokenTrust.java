package dev.keybay.core.token;

import dev.keybay.core.jose.CompactJws;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.JwkReader;
import dev.keybay.core.jose.JwkSetSource;
import dev.keybay.core.jose.JwsKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which key may vouch for a token. Immutable but for the JWK sets, which load themselves.
 *
 * @param own the host's key
 * @param ownTokens whether the host's key vouches for tokens
 * @param sequence grows with each change of the settings
 */
record TokenTrust(
    TokenSigner own,
    boolean ownTokens,
    CertificateTrust certificates,
    List<JwkSetSource> jwkSets,
    boolean insecureHeaderJwk,
    long sequence) {

  /** The key that verified a token, and until when it is trusted. */
  record Endorsed(JwsKey key, Instant until) {}

  TokenTrust {
    jwkSets = List.copyOf(jwkSets);
  }

  /** Different whenever an earlier verdict may no longer hold. */
  long generation() {
    // Every part only grows, so the sum is new whenever one is.
    long generation = sequence << 32;
    for (JwkSetSource set : jwkSets) {
      generation += set.generation();
    }
    return generation;
  }

  /**
   * Verifies the token's signature with a key that is trusted: never one that merely came with it.
   *
   * @throws InvalidTokenException if nothing that is trusted vouches for the token
   */
  Endorsed verify(CompactJws token, Instant now) throws InvalidTokenException {
    Object headerKey = token.header().get("jwk");
    if (headerKey == null) {
      return verified(token, fromSets(token));
    }
    if (!(headerKey instanceof Map<?, ?> jwk)) {
      throw new InvalidTokenException("expected the header's jwk to be an object");
    }
    if (ownTokens && own.isOwn(jwk)) {
      return verified(token, own.publicKey());
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    jwk.forEach((name, value) -> members.put((String) name, value));
    if (insecureHeaderJwk) {
      return verified(token, JwkReader.read(members));
    }
    if (!(members.get("x5c") instanceof List<?> x5c)) {
      throw new InvalidTokenException("the token brings its own key without certificates (x5c)");
    }
    JwsKey key = JwkReader.read(members);
    // Before the certificates: nobody has those looked at without having made a signature.
    key.verify(token);
    return new Endorsed(key, certificates.require(key, x5c, now));
  }

  private static Endorsed verified(CompactJws token, JwsKey key) throws InvalidTokenException {
    key.verify(token);
    return new Endorsed(key, Instant.MAX);
  }

  private JwsKey fromSets(CompactJws token) throws InvalidTokenException {
    if (!(token.header().get("kid") instanceof String kid)) {
      throw new InvalidTokenException("expected jwk or kid in the token's header");
    }
    for (JwkSetSource set : jwkSets) {
      Optional<JwsKey> key = set.find(kid);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new InvalidTokenException("none of trustedJwkSets has the token's kid");
  }
}
