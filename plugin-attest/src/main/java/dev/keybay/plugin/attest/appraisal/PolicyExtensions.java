package dev.keybay.plugin.attest.appraisal;

import dev.keybay.api.attest.AttestationException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a policy gave as {@code extensions}: an array of {@code {"name", "key", "value"}}, the
 * key being the 32-bit label of the CBOR form.
 */
final class PolicyExtensions {
  private PolicyExtensions() {}

  /**
   * The extensions by name, in their order; they become claims of the submodule.
   *
   * @throws AttestationException if it is no such array, a name or key comes twice, or a name is
   *     one of the submodule's own claims
   */
  static Map<String, @Nullable Object> of(@Nullable Object extensions) throws AttestationException {
    if (!(extensions instanceof List<?> elements)) {
      throw wrong("expected an array");
    }
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    Set<Integer> keys = new HashSet<>();
    for (Object element : elements) {
      if (!(element instanceof Map<?, ?> members)
          || !(members.get("name") instanceof String name)
          || !members.containsKey("value")) {
        throw wrong("expected objects of name, key and value");
      }
      int key =
          WholeNumber.of(members.get("key"), Integer.MIN_VALUE, Integer.MAX_VALUE)
              .orElseThrow(() -> wrong("expected every key to be a 32-bit number"));
      if (byName.containsKey(name) || !keys.add(key)) {
        throw wrong("a name or a key comes twice");
      }
      if (Appraisal.OWN_CLAIMS.contains(name)) {
        throw wrong("a name is a claim of the submodule itself");
      }
      byName.put(name, members.get("value"));
    }
    return byName;
  }

  private static AttestationException wrong(String what) {
    return new AttestationException("extensions of the attestation policy: " + what);
  }
}
