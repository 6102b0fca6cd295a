package dev.keybay.core.token;

import dev.keybay.api.attest.TokenIssuer;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.json.JsonText;
import dev.keybay.format.json.StrictJson;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs attestation tokens with ES256 (RFC 7518 §3.4). */
@Component(service = TokenIssuer.class)
public final class HostTokenIssuer implements TokenIssuer {
  private static final int PLAIN_DEPTH = StrictJson.MAX_DEPTH / 2;
  private static final int PLAIN_NAME = 1000;

  private final TokenKeys keys;
  private final Clock clock;

  @Activate
  public HostTokenIssuer(@Reference TokenKeys keys, @Reference Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Signs the claims. {@code iat}, {@code exp} and {@code iss} are the host's, in the place where
   * the claims have them or at the end.
   *
   * @throws KbsException {@code PAYLOAD_TOO_LARGE} if the token would be longer than one may be, or
   *     nested deeper, or with a longer number: such a token would be refused wherever it is used
   */
  @Override
  public String issue(Map<String, @Nullable Object> claims) {
    TokenState state = keys.state();
    Instant now = clock.instant();
    Map<String, @Nullable Object> payload = new LinkedHashMap<>(claims);
    payload.put("iat", now.getEpochSecond());
    payload.put("exp", now.plus(state.lifetime()).getEpochSecond());
    payload.put("iss", state.issuer());
    byte[] json = JsonText.bytes(payload);
    if (!isPlain(payload, PLAIN_DEPTH)) {
      requireReadable(json);
    }
    String token = state.signer().sign(json);
    if (token.length() > state.maxLength()) {
      throw new KbsException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "the attestation token would have %d characters, more than %d; maxTokenKib of %s can be"
                  .formatted(token.length(), state.maxLength(), TokenSettings.PID)
              + " raised, or the evidence made smaller");
    }
    return token;
  }

  /** Far within the limits of readers; whatever is not is read to see. */
  private static boolean isPlain(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> members) {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        if (depth == 0
            || member.getKey().toString().length() > PLAIN_NAME
            || !isPlain(member.getValue(), depth - 1)) {
          return false;
        }
      }
      return true;
    }
    if (value instanceof List<?> elements) {
      for (Object element : elements) {
        if (depth == 0 || !isPlain(element, depth - 1)) {
          return false;
        }
      }
      return true;
    }
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer;
  }

  private static void requireReadable(byte[] payload) {
    try {
      var unused = StrictJson.object(payload);
    } catch (IOException e) {
      throw new KbsException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "the attestation token could not be read again: "
              + e.getMessage()
              + "; the evidence, or what the attestation policy makes of it, is to be made simpler",
          e);
    }
  }
}
