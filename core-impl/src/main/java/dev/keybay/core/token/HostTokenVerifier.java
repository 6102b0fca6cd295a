package dev.keybay.core.token;

import dev.keybay.api.attest.AttestationToken;
import dev.keybay.api.attest.TokenVerifier;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.jose.CompactJws;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.TokenTimes;
import dev.keybay.core.jose.VerifiedCache;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Verifies attestation tokens, and remembers those that held until they expire or the trusted keys
 * change. A token's {@code expires} is its {@code exp} and the leeway of 60 s, or earlier the end
 * of the certificates that vouch for it.
 */
@Component(service = TokenVerifier.class)
public final class HostTokenVerifier implements TokenVerifier {
  private static final int MAX_TOKENS = 10_000;
  private static final long MAX_BYTES = 64L << 20;

  private final TokenKeys keys;
  private final Clock clock;
  private final VerifiedCache<AttestationToken> verified =
      new VerifiedCache<>(MAX_TOKENS, MAX_BYTES);

  @Activate
  public HostTokenVerifier(@Reference TokenKeys keys, @Reference Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @Override
  public AttestationToken verify(String token) {
    TokenState state = keys.state();
    Instant now = clock.instant();
    long generation = state.trust().generation();
    Optional<AttestationToken> known = verified.get(token, generation, now);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      AttestationToken read = read(token, state, now);
      verified.put(token, generation, read, read.expires());
      return read;
    } catch (InvalidTokenException e) {
      // The caller learns no more: it could be somebody who tries out forged tokens.
      throw new KbsException(ErrorCode.TOKEN_INVALID, "Token Verifier error", e);
    }
  }

  private static AttestationToken read(String text, TokenState state, Instant now)
      throws InvalidTokenException {
    CompactJws token = CompactJws.parse(text, state.maxLength());
    TokenTrust.Endorsed endorsed = state.trust().verify(token, now);
    Map<String, @Nullable Object> claims = token.claims();
    Instant until = TokenTimes.validUntil(claims, now);
    return new AttestationToken(
        claims,
        state.teeKeys().teeKey(claims),
        TeeKeyLocator.tee(claims),
        until.isBefore(endorsed.until()) ? until : endorsed.until());
  }
}
