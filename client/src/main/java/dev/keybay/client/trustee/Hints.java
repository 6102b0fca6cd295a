package dev.keybay.client.trustee;

import java.util.Map;

/** What to say of keys that are known and have no counterpart. */
record Hints(boolean needless, String note) {
  private static final Hints UNKNOWN =
      new Hints(false, "unknown to this import: see docs/moving-from-trustee.md, and set by hand");

  private static final Map<String, Hints> BY_PATH =
      Map.ofEntries(
          needless("http_server.worker_count", "threads follow the load; bound: router.json"),
          left("http_server.tls_groups", "groups are Java's: jdk.tls.namedGroups"),
          needless("session_storage_type", "sessions stay behind: guests attest anew"),
          left(
              "attestation_service.verifier_config",
              "verifiers are plugins with settings of their own, conf/plugin.verifier-NAME.json"),
          needless("attestation_service.pool_size", "there is no connection to pool"),
          left("attestation_service.as_addr", "evidence is verified here, not elsewhere"),
          left("attestation_service.api_key", "Intel Trust Authority is not asked"),
          left("attestation_service.base_url", "Intel Trust Authority is not asked"),
          left(
              "attestation_service.work_dir",
              "of older versions: set each policy below it with keybay policy set --attestation"),
          left(
              "attestation_service.rvps_config.address",
              "values of another RVPS are not read: keybay reference-value set"),
          left(
              "attestation_service.rvps_config.storage",
              "of older versions: keybay reference-value set"),
          left(
              "attestation_service.rvps_config.extractors",
              "extractors are plugins here: a ReferenceValueExtractor service"),
          left(
              "admin.auth_public_key",
              "of older versions: their tokens have no role. Make tokens by keybay admin token"),
          left(
              "admin.personas",
              "of older versions: give admin.identity~X.json and admin.acl~X.json"),
          left("admin.insecure_api", "the door stays closed: keybay admin token"),
          left("external_attestation", "evidence is verified here"));

  static Hints of(String path) {
    return BY_PATH.getOrDefault(path, UNKNOWN);
  }

  void report(Takeover takeover, String what, String from) {
    if (needless) {
      takeover.needless(what, from, note);
    } else {
      takeover.left(what, from, note);
    }
  }

  private static Map.Entry<String, Hints> needless(String path, String note) {
    return Map.entry(path, new Hints(true, note));
  }

  private static Map.Entry<String, Hints> left(String path, String note) {
    return Map.entry(path, new Hints(false, note));
  }
}
