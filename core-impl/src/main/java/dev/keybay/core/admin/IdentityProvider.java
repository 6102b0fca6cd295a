package dev.keybay.core.admin;

import dev.keybay.core.jose.CompactJws;
import dev.keybay.core.jose.InvalidTokenException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who vouches for administrators by signing tokens. Thread-safe. */
public interface IdentityProvider {

  /**
   * Requires that a key of this provider signed the token.
   *
   * @throws InvalidTokenException if none did
   */
  void verify(CompactJws token) throws InvalidTokenException;

  /** Different whenever an earlier verdict may no longer hold. */
  long generation();

  /** What {@code iss} must be; empty for anything. */
  String issuer();

  /** What {@code aud} must contain; empty for anything. */
  String audience();

  /** Whether the claims are of this issuer and for this audience. */
  default boolean accepts(Map<String, @Nullable Object> claims) {
    return (issuer().isEmpty() || issuer().equals(claims.get("iss")))
        && (audience().isEmpty() || isFor(claims.get("aud")));
  }

  private boolean isFor(@Nullable Object aud) {
    return aud instanceof List<?> list ? list.contains(audience()) : audience().equals(aud);
  }
}
