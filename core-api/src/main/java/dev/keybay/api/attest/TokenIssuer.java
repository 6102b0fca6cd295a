package dev.keybay.api.attest;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Signs attestation tokens with the host's key. Thread-safe. */
@ProviderType
public interface TokenIssuer {
  /**
   * Signs the claims as a JWT (ES256). Adds {@code iat}, {@code exp} and {@code iss} from the
   * host's configuration.
   *
   * @param claims JSON values as plain Java, in the order to be written
   */
  String issue(Map<String, @Nullable Object> claims);
}
