package dev.keybay.itests.protocol;

import dev.keybay.itests.http.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The configuration and the stores of a Trustee KBS, as it leaves them on disk. */
record TrusteeHome(Path folder, AdminIssuer admins) {
  /** Guests whose evidence holds read what is tagged {@code open}. */
  private static final String RESOURCE_POLICY =
      """
      package policy
      default allow = false
      allow if {
        input.submods.cpu0["ear.status"] == "affirming"
        data["resource-path"][2] == "open"
      }
      """;

  private static final String CPU_POLICY =
      """
      package policy
      default executables := 33
      executables := 3 if { input.sample.svn in query_reference_value("it_svn") }
      trust_claims := {"executables": executables, "hardware": 2, "configuration": 2}
      """;

  private static final Map<String, String> REPOSITORY =
      Map.of("default/key/open", "the open one", "default/key/closed", "the closed one");

  static TrusteeHome in(Path folder, String storage) throws Exception {
    Files.createDirectories(folder.resolve("tls"));
    Identity.of("trustee").writeTo(folder.resolve("tls"));
    TrusteeHome home = new TrusteeHome(folder, new AdminIssuer());
    Files.writeString(folder.resolve("admin.pub"), home.admins.publicPem());
    String expiration =
        Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
    String value =
        "{\"version\":\"0.1.0\",\"name\":\"it_svn\",\"expiration\":\"%s\",\"value\":[\"1\"]}"
            .formatted(expiration);
    home.store(storage, "repository", REPOSITORY);
    home.store(storage, "kbs", Map.of("resource-policy.rego", RESOURCE_POLICY));
    home.store(storage, "attestation_service_policy", Map.of("default_cpu.rego", CPU_POLICY));
    home.store(storage, "reference_value", Map.of("it_svn", value));
    home.store(storage, "kbs_protocol_session", Map.of("0a1b", "{}"));
    Files.writeString(home.config(), home.toml(storage));
    return home;
  }

  Path config() {
    return folder.resolve("kbs-config.toml");
  }

  Path certificate() {
    return folder.resolve("tls/tls.pem");
  }

  private String toml(String storage) {
    return """
        [http_server]
        sockets = ["127.0.0.1:0"]
        private_key = "tls/tls.key"
        certificate = "tls/tls.pem"
        payload_request_size = 3

        [admin]
        authorization_mode = "AuthenticatedAuthorization"
        [[admin.authentication.bearer_jwt.identity_providers]]
        issuer = "trustee-ops"
        public_key_uri = "file://%1$s/admin.pub"
        [[admin.authorization.regex_acl.acls]]
        role = "values"
        allowed_endpoints = "^/kbs/v0/reference-value/[a-z_]+$"

        [attestation_service]
        type = "coco_as_builtin"
        timeout = 6
        [attestation_service.attestation_token_broker]
        issuer_name = "moved-in"

        [storage_backend]
        storage_type = "%2$s"
        [storage_backend.backends.local_fs]
        dir_path = "%1$s/store"
        [storage_backend.backends.local_json]
        file_dir_path = "%1$s/store"

        [[plugins]]
        name = "resource"
        storage_backend_type = "kvstorage"
        """
        .formatted(folder, storage);
  }

  private void store(String storage, String namespace, Map<String, String> entries)
      throws IOException {
    Path store = Files.createDirectories(folder.resolve("store"));
    if (storage.toLowerCase(Locale.ROOT).endsWith("fs")) {
      Path own = Files.createDirectories(store.resolve(namespace));
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        Files.writeString(own.resolve(entry.getKey().replace("/", "\\x2F")), entry.getValue());
      }
      return;
    }
    Map<String, String> encoded = new TreeMap<>();
    entries.forEach(
        (key, value) ->
            encoded.put(
                key,
                Base64.getUrlEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    Files.write(store.resolve(namespace), Messages.JSON.writeValueAsBytes(encoded));
  }
}
