package dev.keybay.plugin.attest;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.api.policy.PolicyVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One stored attestation policy as administrators see it: its text, its history, its removal. */
record StoredPolicy(Policies policies, String id) {

  /** The present text with what is known of it. */
  Map<String, Object> text() {
    String source = policies.source(Kind.ATTESTATION, id).orElseThrow(this::absent);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", id);
    policies.history(Kind.ATTESTATION, id).stream()
        .findFirst()
        .ifPresent(v -> describe(members, v));
    members.put("policy", source);
    return members;
  }

  /** The text of one version. */
  Map<String, Object> text(long number) {
    PolicyVersion version =
        policies.history(Kind.ATTESTATION, id).stream()
            .filter(one -> one.number() == number)
            .findFirst()
            .orElseThrow(this::absent);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", id);
    describe(members, version);
    policies
        .source(Kind.ATTESTATION, id, number)
        .ifPresent(source -> members.put("policy", source));
    return members;
  }

  /** All versions, the latest first. */
  Map<String, Object> history() {
    List<Map<String, Object>> versions =
        policies.history(Kind.ATTESTATION, id).stream()
            .map(
                version -> {
                  Map<String, Object> members = new LinkedHashMap<>();
                  describe(members, version);
                  return members;
                })
            .toList();
    if (versions.isEmpty()) {
      throw absent();
    }
    return Map.of("versions", versions);
  }

  void delete() {
    if (!policies.delete(Kind.ATTESTATION, id)) {
      throw absent();
    }
  }

  private static void describe(Map<String, Object> members, PolicyVersion version) {
    members.put("version", version.number());
    members.put("action", version.action().name().toLowerCase(Locale.ROOT));
    members.put("hash", version.hash());
    members.put("size", version.size());
    members.put("at", version.at().toString());
    members.put("by", version.by());
  }

  private KbsException absent() {
    return new KbsException(ErrorCode.NOT_FOUND, "there is no such attestation policy or version");
  }
}
