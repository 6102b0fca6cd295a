package dev.keybay.plugin.attest.handshake;

import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guest's public key, a JWK (RFC 7517). Only the members of its kind are kept, because the
 * guest's digest covers no others. Whether it is usable shows when something is sealed to it.
 */
final class TeeKey {
  private static final int MAX_MEMBER = 8192;
  private static final Map<String, List<String>> MEMBERS =
      Map.of(
          "EC", List.of("crv", "alg", "x", "y"),
          "RSA", List.of("alg", "n", "e"),
          "AKP", List.of("alg", "pub"));

  private TeeKey() {}

  /** All members are strings of at most 8192 characters. */
  static Map<String, @Nullable Object> members(JsonObject jwk) throws JsonException {
    String kind = jwk.string("kty");
    List<String> names = MEMBERS.get(kind);
    if (names == null) {
      throw new JsonException("expected a tee-pubkey of kty EC, RSA or AKP");
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("kty", kind);
    for (String name : names) {
      String value = jwk.string(name);
      if (value.length() > MAX_MEMBER) {
        throw new JsonException("the member " + name + " of tee-pubkey is too long");
      }
      members.put(name, value);
    }
    return members;
  }
}
