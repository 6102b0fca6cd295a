package dev.keybay.core.policy;

import dev.keybay.api.policy.Policies.Kind;

/** Names of policies: what they may be and how they are written in the store. */
final class PolicyNames {
  static final int MAX_LENGTH = 128;

  private PolicyNames() {}

  /** The kind as events and keys write it. */
  static String text(Kind kind) {
    return switch (kind) {
      case RESOURCE -> "resource";
      case ATTESTATION -> "attestation";
    };
  }

  /** What the keys of a kind begin with. */
  static String prefix(Kind kind) {
    return text(kind) + "/";
  }

  static String key(Kind kind, String id) {
    return prefix(kind) + id;
  }

  static boolean valid(String id) {
    return !id.isEmpty() && id.length() <= MAX_LENGTH && id.chars().allMatch(PolicyNames::allowed);
  }

  private static boolean allowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
