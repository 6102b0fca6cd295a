package dev.keybay.plugin.attest.handshake;

import dev.keybay.api.attest.AttestationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a guest is asked to bind its evidence to.
 *
 * @param nonce 32 random bytes in base64, or what the TEE's verifier made of them
 * @param extraParams {@code ""}, or an object that selects the digest
 */
record Challenge(String nonce, Object extraParams) {

  /**
   * Extra parameters of the answer: the guests choose SHA-384 unless they are told otherwise, and
   * only {@code se} binds its evidence by another digest.
   *
   * @param requested what the guest sent
   * @throws AttestationException if the guest lists digests and the one it must use is not among
   *     them
   */
  static Object extraParams(String tee, @Nullable Object requested) throws AttestationException {
    if (!tee.equals("se")
        || !(requested instanceof Map<?, ?> members)
        || !members.containsKey("supported-hash-algorithms")) {
      return "";
    }
    if (members.get("supported-hash-algorithms") instanceof List<?> supported
        && supported.stream().anyMatch(name -> name instanceof String s && isSha512(s))) {
      return Map.of("selected-hash-algorithm", "sha512");
    }
    throw new AttestationException("expected supported-hash-algorithms to list sha512");
  }

  private static boolean isSha512(String name) {
    return name.equalsIgnoreCase("sha512");
  }

  /** Both members are required by the guests. */
  Map<String, @Nullable Object> message() {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("nonce", nonce);
    message.put("extra-params", extraParams);
    return message;
  }
}
