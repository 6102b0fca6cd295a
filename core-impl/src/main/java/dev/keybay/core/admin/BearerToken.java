package dev.keybay.core.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token of an Authorization header of scheme Bearer (RFC 6750 §2.1). */
final class BearerToken {
  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  /** The token, unless the header is absent, of another scheme or empty. */
  static Optional<String> of(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String token = header.substring(SCHEME.length()).strip();
    return token.isEmpty() ? Optional.empty() : Optional.of(token);
  }
}
