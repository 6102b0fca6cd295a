package dev.keybay.core.guests;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ThumbprintUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SHA-256 thumbprint of a public key, RFC 7638, base64url without padding. */
final class Thumbprint {
  /** RFC 7638 section 3.2 and RFC 8037 section 2: the required members, in lexicographic order. */
  private static final Map<String, List<String>> MEMBERS =
      Map.of(
          "EC", List.of("crv", "kty", "x", "y"),
          "OKP", List.of("crv", "kty", "x"),
          "RSA", List.of("e", "kty", "n"));

  private Thumbprint() {}

  /** Empty if the JWK is of no known type or lacks a required member. */
  static Optional<String> of(Map<String, ? extends @Nullable Object> jwk) {
    List<String> names = jwk.get("kty") instanceof String type ? MEMBERS.get(type) : null;
    if (names == null) {
      return Optional.empty();
    }
    LinkedHashMap<String, String> members = new LinkedHashMap<>();
    for (String name : names) {
      if (!(jwk.get(name) instanceof String value)) {
        return Optional.empty();
      }
      members.put(name, value);
    }
    try {
      return Optional.of(ThumbprintUtils.compute("SHA-256", members).toString());
    } catch (JOSEException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
