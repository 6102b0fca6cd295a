package dev.keybay.api.attest;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What verified evidence says.
 *
 * @param teeClass the kind of device: {@code cpu}, {@code gpu}, {@code switch}, …
 * @param claims JSON values as plain Java; {@code report_data} and {@code init_data} are moved to
 *     the top of the token's evidence by the host
 */
public record TeeClaims(String teeClass, Map<String, @Nullable Object> claims) {

  public TeeClaims {
    Objects.requireNonNull(teeClass, "teeClass");
    Objects.requireNonNull(claims, "claims");
  }
}
