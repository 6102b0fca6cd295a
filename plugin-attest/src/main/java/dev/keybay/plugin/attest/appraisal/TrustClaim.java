package dev.keybay.plugin.attest.appraisal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The trustworthiness claims of AR4SI (draft-ietf-rats-ar4si, section 2.3), in their order. */
public enum TrustClaim {
  INSTANCE_IDENTITY("instance-identity"),
  CONFIGURATION("configuration"),
  EXECUTABLES("executables"),
  FILE_SYSTEM("file-system"),
  HARDWARE("hardware"),
  RUNTIME_OPAQUE("runtime-opaque"),
  STORAGE_OPAQUE("storage-opaque"),
  SOURCED_DATA("sourced-data");

  private static final Map<String, TrustClaim> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(TrustClaim::claimName, Function.identity()));

  private final String claimName;

  TrustClaim(String claimName) {
    this.claimName = claimName;
  }

  /** As policies and tokens write it. */
  public String claimName() {
    return claimName;
  }

  static Optional<TrustClaim> named(Object name) {
    return name instanceof String text ? Optional.ofNullable(BY_NAME.get(text)) : Optional.empty();
  }
}
