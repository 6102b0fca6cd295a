package dev.keybay.client.trustee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir Path temp;
  private TrusteeFolder trustee;

  @BeforeEach
  void folder() {
    trustee = new TrusteeFolder(temp);
  }

  @Test
  void theServersAddressTlsAndLimitAreCarried() throws Exception {
    trustee.file("tls/key.pem", TrusteeFolder.KEY);
    trustee.file("tls/cert.pem", TrusteeFolder.CERTIFICATE);
    Takeover takeover =
        trustee.read(
            """
            [http_server]
            sockets = ["0.0.0.0:8443"]
            private_key = "tls/key.pem"
            certificate = "%s/tls/cert.pem"
            payload_request_size = 8
            tls_profile = "modern"
            worker_count = 4
            """
                .formatted(temp));
    assertEquals(
        Map.of(
            "http.json address", "0.0.0.0",
            "http.json port", 8443,
            "http.json privateKey", "trustee-tls.key",
            "http.json certificate", "trustee-tls.pem",
            "http.json tlsProfile", "modern",
            "router.json maxBodyBytes", 8L << 20),
        TrusteeFolder.settings(takeover));
    assertEquals(
        List.of("trustee-tls.key true", "trustee-tls.pem false"),
        takeover.items(Item.Copy.class).map(copy -> copy.name() + " " + copy.secret()).toList());
    assertEquals(
        List.of("not needed: http_server.worker_count, line 7"), TrusteeFolder.findings(takeover));
  }

  @Test
  void plainHttpIsCarriedWithoutTheCertificateThatTrusteeDoesNotUseEither() throws Exception {
    Takeover takeover =
        trustee.read(
            """
            [http_server]
            insecure_http = true
            sockets = ["[::1]:8080", "10.0.0.1:9"]
            certificate = "/nowhere.pem"
            """);
    assertEquals(
        Map.of("http.json insecureHttp", true, "http.json address", "::1", "http.json port", 8080),
        TrusteeFolder.settings(takeover));
    assertEquals(
        List.of(
            "left: http_server.sockets[1], line 3", "not needed: http_server.certificate, line 4"),
        TrusteeFolder.findings(takeover));
  }

  @Test
  void halfATlsIdentityIsNotCarried() throws Exception {
    trustee.file("key.pem", TrusteeFolder.KEY);
    Takeover takeover =
        trustee.read(
            """
            [http_server]
            private_key = "key.pem"
            certificate = "gone.pem"
            """);
    assertEquals(Map.of(), TrusteeFolder.settings(takeover));
    assertEquals(
        List.of("left: http_server.certificate, line 3", "left: http_server.private_key, line 2"),
        TrusteeFolder.findings(takeover));
  }

  @Test
  void customTlsIsCarriedByTheNamesOfJava() throws Exception {
    Takeover takeover =
        trustee.read(
            """
            [http_server]
            tls_profile = "custom"
            tls_min_version = "1.3"
            tls_ciphers = ["TLS_AES_256_GCM_SHA384"]
            tls_groups = ["X25519MLKEM768"]
            """);
    assertEquals(
        Map.of(
            "http.json tlsProfile", "custom",
            "http.json tlsProtocols", List.of("TLSv1.3"),
            "http.json tlsCiphers", List.of("TLS_AES_256_GCM_SHA384")),
        TrusteeFolder.settings(takeover));
    assertEquals(List.of("left: http_server.tls_groups, line 5"), TrusteeFolder.findings(takeover));
  }

  @Test
  void ciphersMayBeALineAsOpensslHasItAndCustomTlsHasItsProtocols() throws Exception {
    Takeover takeover =
        trustee.read(
            """
            [http_server]
            tls_profile = "custom"
            tls_ciphers = "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
            """);
    assertEquals(
        Map.of(
            "http.json tlsProfile", "custom",
            "http.json tlsProtocols", List.of("TLSv1.2", "TLSv1.3"),
            "http.json tlsCiphers",
                List.of("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256")),
        TrusteeFolder.settings(takeover));
    assertEquals(List.of(), TrusteeFolder.findings(takeover));
  }

  @Test
  void anExpressionThatMeansSomethingElseHereIsLeft() throws Exception {
    Takeover takeover =
        trustee.read(
            """
            [admin]
            authorization_mode = "DenyAll"
            [[admin.authorization.regex_acl.acls]]
            role = "values"
            allowed_endpoints = "^/kbs/v0/resource/[[:alpha:]]+$"
            """);
    assertEquals(
        Map.of("admin.json authorizationMode", "DenyAll"), TrusteeFolder.settings(takeover));
    assertEquals(1, TrusteeFolder.findings(takeover).size());
  }

  @Test
  void identityProvidersAndRulesAreCarried() throws Exception {
    trustee.file("admin.pub", "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n");
    Takeover takeover =
        trustee.read(
            """
            [admin]
            authorization_mode = "AuthenticatedAuthorization"
            [[admin.authentication.bearer_jwt.identity_providers]]
            issuer = "ops"
            audience = "kbs"
            public_key_uri = "file://%s/admin.pub"
            [[admin.authentication.bearer_jwt.identity_providers]]
            jwk_set_uri = "https://idp.example/jwks"
            [[admin.authorization.regex_acl.acls]]
            role = "values"
            allowed_endpoints = "^/kbs/v0/reference-value/.*$"
            """
                .formatted(temp));
    assertEquals(
        Map.of(
            "admin.json authorizationMode", "AuthenticatedAuthorization",
            "admin.identity~trustee-1.json issuer", "ops",
            "admin.identity~trustee-1.json audience", "kbs",
            "admin.identity~trustee-1.json publicKeyUri",
                trustee.conf().resolve("trustee-admin-1.pem").toUri().toString(),
            "admin.identity~trustee-2.json jwkSetUri", "https://idp.example/jwks",
            "admin.acl~trustee-1.json role", "values",
            "admin.acl~trustee-1.json allowedEndpoints", "^/kbs/v0/reference-value/.*$"),
        TrusteeFolder.settings(takeover));
    assertEquals(List.of(), TrusteeFolder.findings(takeover));
  }

  @Test
  void aDoorThatTrusteeLeavesOpenIsOpenedOnlyIfAskedFor() throws Exception {
    String toml =
        """
        [admin]
        authorization_mode = "InsecureAllowAll"
        [attestation_token]
        insecure_header_jwk = true
        """;
    assertEquals(Map.of(), TrusteeFolder.settings(trustee.read(toml)));
    assertEquals(2, TrusteeFolder.findings(trustee.read(toml)).size());
    assertEquals(
        Map.of(
            "admin.json authorizationMode",
            "InsecureAllowAll",
            "token.json insecureHeaderJwk",
            true),
        TrusteeFolder.settings(trustee.read(toml, Optional.empty(), true)));
  }

  @Test
  void keysOfOlderAdministratorsAreNamed() throws Exception {
    assertEquals(
        List.of("left: admin.auth_public_key, line 2"),
        TrusteeFolder.findings(trustee.read("[admin]\nauth_public_key = \"/opt/kbs/kbs.pem\"\n")));
  }

  @Test
  void trustInTokensIsCarried() throws Exception {
    trustee.file("root.pem", TrusteeFolder.CERTIFICATE);
    trustee.file("keys.json", "{\"keys\":[]}");
    Takeover takeover =
        trustee.read(
            """
            [attestation_token]
            trusted_certs_paths = ["root.pem", "gone.pem"]
            trusted_jwk_sets = ["file://%s/keys.json", "https://as.example", "ftp://as.example"]
            extra_teekey_paths = ["/customer/key"]
            """
                .formatted(temp));
    assertEquals(
        Map.of(
            "token.json trustedCertificates", List.of("trustee-trusted-1.pem"),
            "token.json trustedJwkSets",
                List.of(
                    trustee.conf().resolve("trustee-trusted-1.jwks").toUri().toString(),
                    "https://as.example"),
            "token.json extraTeeKeyPaths", List.of("/customer/key")),
        TrusteeFolder.settings(takeover));
    assertEquals(
        List.of(
            "left: attestation_token.trusted_certs_paths, line 2",
            "left: attestation_token.trusted_jwk_sets, line 3"),
        TrusteeFolder.findings(takeover));
  }

  @Test
  void whatTokensSayAndHowLongSessionsLastIsCarried() throws Exception {
    trustee.file("token.key", TrusteeFolder.KEY);
    trustee.file("token.pem", TrusteeFolder.CERTIFICATE);
    Takeover takeover =
        trustee.read(
            """
            [attestation_service]
            type = "coco_as_builtin"
            timeout = 7
            [attestation_service.attestation_token_broker]
            type = "Ear"
            duration_min = 9
            issuer_name = "acme"
            developer_name = "dev"
            build_name = "b1"
            profile_name = "tag:acme"
            verbose_token = false
            [attestation_service.attestation_token_broker.signer]
            key_path = "token.key"
            cert_path = "token.pem"
            cert_url = "https://acme.example/chain"
            [attestation_service.rvps_config]
            type = "BuiltIn"
            [attestation_service.verifier_config.snp_verifier]
            vcek_sources = ["KDS"]
            """);
    assertEquals(
        Map.ofEntries(
            Map.entry("plugin.attest.json sessionMinutes", 7L),
            Map.entry("token.json durationMinutes", 9L),
            Map.entry("token.json issuer", "acme"),
            Map.entry("plugin.attest.json developer", "dev"),
            Map.entry("plugin.attest.json build", "b1"),
            Map.entry("plugin.attest.json profile", "tag:acme"),
            Map.entry("plugin.attest.json verboseToken", false),
            Map.entry("token.json signerKey", "trustee-token.key"),
            Map.entry("token.json signerCertificates", "trustee-token.pem"),
            Map.entry("token.json signerCertificateUrl", "https://acme.example/chain")),
        TrusteeFolder.settings(takeover));
    assertEquals(
        List.of("left: attestation_service.verifier_config, line 18"),
        TrusteeFolder.findings(takeover));
  }

  @Test
  void anotherAttestationServiceIsNamed() throws Exception {
    assertEquals(
        List.of(
            "left: attestation_service.type, line 2", "left: attestation_service.api_key, line 3"),
        TrusteeFolder.findings(
            trustee.read("[attestation_service]\ntype = \"intel_ta\"\napi_key = \"s3cret\"\n")));
  }

  @Test
  void everyUnknownKeyIsNamedWithItsLineAndWithoutItsValue() throws Exception {
    Takeover takeover =
        trustee.read(
            """
            surprise = "s3cret"
            [http_server]
            sockets = "127.0.0.1:1"
            colour = "s3cret"
            [attestation_service]
            timeout = "five"
            """);
    assertEquals(
        List.of(
            "left: attestation_service.timeout, line 6",
            "left: surprise, line 1",
            "left: http_server.colour, line 4"),
        TrusteeFolder.findings(takeover));
    assertFalse(takeover.findings().toString().contains("s3cret"));
  }

  @Test
  void whatIsNotTomlIsRefusedWithThePlaceAlone() {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> trustee.read("[admin]\nkey = s3cret\n"));
    assertTrue(
        String.valueOf(refused.getMessage()).endsWith("line 2, column 7"), refused.getMessage());
  }

  @Test
  void absoluteNamesAreLookedForBelowTheRoot() throws Exception {
    Path volume = temp.resolve("volume");
    trustee.file("volume/etc/root.pem", TrusteeFolder.CERTIFICATE);
    Takeover takeover =
        trustee.read(
            "[attestation_token]\ntrusted_certs_paths = [\"/etc/root.pem\", \"/../conf/x\"]\n",
            Optional.of(volume),
            false);
    assertEquals(
        List.of("trustee-trusted-1.pem"),
        TrusteeFolder.settings(takeover).get("token.json trustedCertificates"));
    assertEquals(1, TrusteeFolder.findings(takeover).size());
  }
}
