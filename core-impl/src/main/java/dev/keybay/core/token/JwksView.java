package dev.keybay.core.token;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The JWK set (RFC 7517 §5) with which others verify this host's tokens. Thread-safe. */
@Component(service = JwksView.class)
public final class JwksView {
  private final TokenKeys keys;

  @Activate
  public JwksView(@Reference TokenKeys keys) {
    this.keys = keys;
  }

  /** {@code {"keys":[…]}} with the present key, public members only; an immutable JSON value. */
  public Map<String, @Nullable Object> jwkSet() {
    return Map.of("keys", List.of(keys.state().signer().jwk()));
  }
}
