package dev.keybay.plugin.attest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.plugin.attest.evidence.RuntimeData;
import dev.keybay.plugin.attest.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a handshake writes into its token, byte for byte. */
class TokenTest {
  private static final String HEAD =
      "{\"eat_profile\":\"tag:github.com,2024:confidential-containers/Trustee\","
          + "\"ear.verifier-id\":{\"developer\":\"https://confidentialcontainers.org\","
          + "\"build\":\"attestation-service 0.1.0\"},\"submods\":";
  private static final String KEY =
      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ECDH-ES+A256KW\","
          + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
          + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";

  private final Broker broker = new Broker();
  private final Guest guest = new Guest();

  @Test
  void theClaimsOfOneDevice() throws Exception {
    broker.policy(
        "default_cpu",
        (input, functions) ->
            Map.of(
                "data.policy.trust_claims",
                Map.of("hardware", 97L, "configuration", 2.0, "instance-identity", -1),
                "data.policy.extensions",
                List.of(Map.of("name", "x.site", "key", -18, "value", List.of("a", 1)))));
    Broker.Challenged challenged = broker.challenge("tdx");
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals(
        HEAD
            + "{\"cpu0\":{\"ear.status\":\"contraindicated\",\"ear.trustworthiness-vector\":"
            + "{\"instance-identity\":-1,\"configuration\":2,\"hardware\":97},"
            + "\"ear.appraisal-policy-id\":\"default\",\"ear.veraison.annotated-evidence\":"
            + evidence("tdx", challenged.nonce(), "")
            + ",\"x.site\":[\"a\",1]}}}",
        claims());
  }

  @Test
  void thePolicySeesWhatTheTokenSays() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals(1, broker.policies.inputs().size());
    assertEquals(
        evidence("snp", challenged.nonce(), ""), text(Json.write(broker.policies.inputs().get(0))));
  }

  @Test
  void devicesOfOneClassAreNumbered() throws Exception {
    Broker.Challenged challenged = broker.challenge("nvidia");
    guest.additional = Guest.device("sampledevice", challenged.nonce());
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    Object submods = broker.issued.get(0).get("submods");
    assertEquals(List.of("gpu0", "gpu1"), List.copyOf(((Map<?, ?>) submods).keySet()));
  }

  @Test
  void aDeviceIsNotBoundToTheAdditionalEvidence() throws Exception {
    Broker.Challenged challenged = broker.challenge("snp");
    guest.additional = Guest.device("nvidia", challenged.nonce());
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals(
        "{\"nonce\":\"" + challenged.nonce() + "\",\"tee-pubkey\":" + KEY + "}",
        runtimeDataClaims("gpu0"));
  }

  @Test
  void aTerseTokenLeavesTheAdditionalEvidenceOut() throws Exception {
    broker.values.change(Map.of("verboseToken", false));
    Broker.Challenged challenged = broker.challenge("snp");
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals(
        "{\"nonce\":\"" + challenged.nonce() + "\",\"tee-pubkey\":" + KEY + "}",
        runtimeDataClaims("cpu0"));
  }

  @Test
  void initDataAndItsClaims() throws Exception {
    guest.initData =
        Map.of(
            "format",
            "toml",
            "body",
            "version = \"0.1.0\"\nalgorithm = \"sha256\"\n[data]\n\"k\" = \"v\"\n");
    Broker.Challenged challenged = broker.challenge("snp");
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals(
        "ccEog+kuNQQwkEtW0oOHWhogma0e/Icyzz/NJlvf56w=",
        Json.readObject(Json.write(broker.policies.inputs().get(0))).string("init_data"));
    assertEquals(
        "{\"k\":\"v\"}",
        text(
            Json.write(
                Json.readObject(Json.write(broker.policies.inputs().get(0)))
                    .value("init_data_claims"))));
  }

  @Test
  void theVerifierIsNamedByTheSettings() throws Exception {
    broker.values.change(Map.of("profile", "tag:p", "developer", "d", "build", "b"));
    Broker.Challenged challenged = broker.challenge("snp");
    broker.attest(challenged.session(), guest.proof(challenged.nonce()));

    assertEquals("tag:p", broker.issued.get(0).get("eat_profile"));
    assertEquals(
        Map.of("developer", "d", "build", "b"), broker.issued.get(0).get("ear.verifier-id"));
  }

  private String claims() {
    return text(Json.write(broker.issued.get(0)));
  }

  private String runtimeDataClaims(String submod) throws Exception {
    return text(
        Json.write(
            Json.readObject(Json.write(broker.issued.get(0)))
                .object("submods")
                .object(submod)
                .object("ear.veraison.annotated-evidence")
                .value("runtime_data_claims")));
  }

  private static String evidence(String tee, String nonce, String additional) throws Exception {
    String digest =
        Base64.getEncoder()
            .encodeToString(RuntimeData.primary(nonce, Guest.KEY, additional).digest(tee));
    return "{\"report_data\":\""
        + digest
        + "\",\"runtime_data_claims\":{\"additional-evidence\":\""
        + additional
        + "\",\"nonce\":\""
        + nonce
        + "\",\"tee-pubkey\":"
        + KEY
        + "},\""
        + tee
        + "\":{\"svn\":\"1\"}}";
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
