package dev.keybay.core.jose;

import dev.keybay.format.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JWS in compact serialisation (RFC 7515 §7.1), taken apart but not verified. Immutable by
 * convention: nobody writes to the arrays.
 */
public final class CompactJws {
  private final Map<String, @Nullable Object> header;
  private final String algorithm;
  private final byte[] payload;
  private final byte[] signingInput;
  private final byte[] signature;

  private CompactJws(
      Map<String, @Nullable Object> header,
      String algorithm,
      byte[] payload,
      byte[] signingInput,
      byte[] signature) {
    this.header = header;
    this.algorithm = algorithm;
    this.payload = payload;
    this.signingInput = signingInput;
    this.signature = signature;
  }

  /**
   * Takes a token apart.
   *
   * @param maxLength of the text, in characters
   * @throws InvalidTokenException if it is no compact JWS, is too long, or has critical header
   *     parameters (none is understood here)
   */
  public static CompactJws parse(String token, int maxLength) throws InvalidTokenException {
    if (token.length() > maxLength) {
      throw new InvalidTokenException(
          "expected a token of at most " + maxLength + " characters, got " + token.length());
    }
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (first <= 0 || second <= first + 1 || second == token.length() - 1) {
      throw new InvalidTokenException("expected a JWT of three parts");
    }
    try {
      Map<String, @Nullable Object> header =
          StrictJson.object(Base64Url.decode(token.substring(0, first)));
      if (header.containsKey("crit")) {
        throw new InvalidTokenException("the token has critical header parameters, none is known");
      }
      if (!(header.get("alg") instanceof String algorithm)) {
        throw new InvalidTokenException("expected alg in the token's header");
      }
      return new CompactJws(
          header,
          algorithm,
          Base64Url.decode(token.substring(first + 1, second)),
          token.substring(0, second).getBytes(StandardCharsets.US_ASCII),
          Base64Url.decode(token.substring(second + 1)));
    } catch (IllegalArgumentException e) {
      throw new InvalidTokenException("expected the token's parts in base64url without padding");
    } catch (IOException e) {
      throw new InvalidTokenException("the token's header: " + e.getMessage(), e);
    }
  }

  public Map<String, @Nullable Object> header() {
    return header;
  }

  /** The header's {@code alg}: a claim of the sender, never the choice of how to verify. */
  public String algorithm() {
    return algorithm;
  }

  /**
   * The payload as claims.
   *
   * @throws InvalidTokenException if it is not one strict JSON object
   */
  public Map<String, @Nullable Object> claims() throws InvalidTokenException {
    try {
      return StrictJson.object(payload);
    } catch (IOException e) {
      throw new InvalidTokenException("the token's payload: " + e.getMessage(), e);
    }
  }

  /** The header and payload as they were sent, with the dot between: what is signed. */
  byte[] signingInput() {
    return signingInput;
  }

  byte[] signature() {
    return signature;
  }
}
