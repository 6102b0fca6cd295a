package dev.keybay.core.admin;

import dev.keybay.core.jose.CompactJws;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.JwsKey;
import java.security.PublicKey;

/** The local admin key as an identity provider. Its role {@link #ADMIN} may do everything. */
final class LocalIdentityProvider implements IdentityProvider {
  static final String NAME = "keybay";
  static final String ADMIN = "admin";

  private final JwsKey key;

  LocalIdentityProvider(PublicKey key) throws InvalidTokenException {
    this.key = JwsKey.of(key, "EdDSA");
  }

  @Override
  public void verify(CompactJws token) throws InvalidTokenException {
    key.verify(token);
  }

  @Override
  public long generation() {
    return 0;
  }

  @Override
  public String issuer() {
    return NAME;
  }

  @Override
  public String audience() {
    return NAME;
  }
}
