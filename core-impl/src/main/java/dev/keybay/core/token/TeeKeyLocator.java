package dev.keybay.core.token;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the guest's TEE key, and which TEE it is, in the claims of a token. Immutable. */
final class TeeKeyLocator {
  /** The places where attestation services put it (spec: KBS protocol §4.4), in their order. */
  private static final List<JsonPointer> KNOWN =
      List.of(
          JsonPointer.parse("/tdx/attester_runtime_data/tee-pubkey"),
          JsonPointer.parse("/tdx/attester_user_data/tee-pubkey"),
          JsonPointer.parse("/customized_claims/runtime_data/tee-pubkey"),
          JsonPointer.parse(
              "/submods/cpu0/ear.veraison.annotated-evidence/runtime_data_claims/tee-pubkey"),
          JsonPointer.parse("/tee-pubkey"));

  private static final JsonPointer EVIDENCE =
      JsonPointer.parse("/submods/cpu0/ear.veraison.annotated-evidence");

  /** Members of annotated evidence beside the one that is named after the TEE. */
  private static final Set<String> COMMON =
      Set.of("init_data", "init_data_claims", "report_data", "runtime_data_claims");

  private final List<JsonPointer> places;

  /**
   * A locator.
   *
   * @param extraPaths JSON pointers that come before the known ones
   * @throws IllegalArgumentException if one is no pointer
   */
  TeeKeyLocator(List<String> extraPaths) {
    List<JsonPointer> all = new ArrayList<>();
    extraPaths.forEach(path -> all.add(JsonPointer.parse(path)));
    all.addAll(KNOWN);
    places = List.copyOf(all);
  }

  /**
   * The JWK at the first place that has something; empty if there is none, or what is there is no
   * object. A token without it is a token all the same: the key is asked for when an answer is
   * sealed (spec: KBS protocol §1.6, step 8).
   */
  Map<String, @Nullable Object> teeKey(Map<String, @Nullable Object> claims) {
    Optional<Object> found =
        places.stream().map(place -> place.in(claims)).flatMap(Optional::stream).findFirst();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (found.isPresent() && found.get() instanceof Map<?, ?> jwk) {
      jwk.forEach((name, value) -> members.put((String) name, value));
    }
    return Collections.unmodifiableMap(members);
  }

  /** The TEE of the first CPU, or {@code unknown}. */
  static String tee(Map<String, @Nullable Object> claims) {
    if (EVIDENCE.in(claims).orElse(Map.of()) instanceof Map<?, ?> evidence) {
      for (Map.Entry<?, ?> member : evidence.entrySet()) {
        if (member.getValue() instanceof Map && !COMMON.contains(member.getKey())) {
          return (String) member.getKey();
        }
      }
    }
    // Tokens of Intel's service have the claims of the platform under its name at the top.
    return claims.get("tdx") instanceof Map ? "tdx" : "unknown";
  }
}
