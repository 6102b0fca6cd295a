package dev.keybay.core.policy;

import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import java.util.Arrays;
import java.util.Locale;

/** Names of policies: what they may be and how they are written in the store. */
final class PolicyNames {
  static final int MAX_LENGTH = 128;
  static final int MAX_SCOPE = 512;

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

  /** What the keys of a policy's history begin with. */
  static String entries(Kind kind, String id) {
    return "history/" + key(kind, id) + "/";
  }

  /** The key of an entry of the history; keys are in the order of the numbers. */
  static String entry(Kind kind, String id, long number) {
    return entries(kind, id) + String.format(Locale.ROOT, "%019d", number);
  }

  /** The number of an entry of the history. */
  static long number(String entry) {
    return Long.parseLong(entry.substring(entry.lastIndexOf('/') + 1));
  }

  static boolean valid(Kind kind, String id) {
    if (kind == Kind.RESOURCE && id.startsWith(Policies.SCOPE)) {
      String[] parts = id.substring(Policies.SCOPE.length()).split(":", -1);
      return id.length() <= MAX_SCOPE && Arrays.stream(parts).allMatch(PolicyNames::validPart);
    }
    return id.length() <= MAX_LENGTH && validPart(id);
  }

  /** What may be an id, or one part of a scope. */
  static boolean validPart(String part) {
    return !part.isEmpty() && part.chars().allMatch(PolicyNames::allowed);
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
