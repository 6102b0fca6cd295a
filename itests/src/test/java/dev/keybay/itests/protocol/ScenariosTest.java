package dev.keybay.itests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From a fresh guest to its secret or its refusal, as the integration tests of Trustee go. */
@ParameterizedClass
@EnumSource(Mode.class)
final class ScenariosTest {
  private static final String PATH = "default/test/secret";
  private static final String SECRET = "shhhhhhh";

  /** Executables affirmed if the evidence has a version that the operator knows. */
  private static final String KNOWN_VERSION =
      """
      package policy
      default executables := 33
      executables := 3 if input.%s.svn in query_reference_value("%s")
      trust_claims := {"executables": executables, "hardware": 2}
      """;

  private static final String INIT_DATA =
      """
      version = "0.1.0"
      algorithm = "sha256"
      [data]
      "cdh.toml" = '''
      [kbc]
      name = "cc_kbc"
      [image]
      authenticated_registries = ["registry.example/first", "registry.example/second"]
      '''
      "policy.rego" = '''
      package agent_policy
      default CreateContainerRequest := false
      policy_data := {"containers": [
        {"OCI": {"Process": {"Args": ["/pause"], "User": {"UID": 65535}}, "Annotations": {}}},
        {"OCI": {"Process": {"Args": ["/bin/serve", "-v"], "User": {"UID": 1001}},
          "Annotations": {"io.kubernetes.cri.image-name": "registry.example/first/serve:1"}}}
      ]}
      '''
      """;

  private static Broker broker;
  private static Operator operator;
  private Guest guest;

  @Parameter Mode mode;

  @BeforeParameterizedClassInvocation
  static void start(Mode mode) throws Exception {
    broker = mode.start();
    operator = new Operator(broker);
    operator.resource(PATH, SECRET);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    broker.close();
  }

  @BeforeEach
  void freshGuest() throws Exception {
    guest = new Guest(broker, EcGuestKey.p256());
  }

  @Test
  void aPolicyThatAllowsAllGivesTheSecret() throws Exception {
    operator.use(Operator.ALLOW);
    given(get());
  }

  @Test
  void aPolicyThatDeniesAllGivesNothing() throws Exception {
    operator.use(Operator.DENY);
    denied(get());
  }

  @Test
  void aGuestBeginsWithoutATokenAttestsAndIsServed() throws Exception {
    operator.use(Operator.ALLOW);
    Problems.expect(broker.get("/kbs/v0/resource/" + PATH), 401, "TokenNotFound");
    given(guest.resourceByCookie(guest.handshake(), PATH));
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,false"})
  void aCpuIsAffirmedOnlyIfItsVersionIsKnown(String known, boolean affirmed) throws Exception {
    operator.use(Operator.AFFIRMING);
    Operator.expect(
        operator.attestationPolicy("default_cpu", KNOWN_VERSION.formatted("sample", "cpu_svn")));
    Operator.expect(operator.referenceValues(Map.of("cpu_svn", List.of(known))));
    HttpResponse<String> answer = get();
    if (affirmed) {
      given(answer);
    } else {
      denied(answer);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,true", "1,false"})
  void aDeviceIsAffirmedOnlyIfItsVersionIsKnown(String known, boolean affirmed) throws Exception {
    operator.use(Operator.AFFIRMING);
    Operator.expect(
        operator.attestationPolicy("default_cpu", KNOWN_VERSION.formatted("sample", "cpu_svn")));
    Operator.expect(
        operator.attestationPolicy(
            "default_gpu", KNOWN_VERSION.formatted("sampledevice", "gpu_svn")));
    Operator.expect(
        operator.referenceValues(Map.of("cpu_svn", List.of("1"), "gpu_svn", List.of(known))));
    Guest.Challenge challenge = guest.auth();
    Guest.ok(guest.attest(challenge, Messages.withDevice(challenge.nonce(), guest.key())));
    HttpResponse<String> answer = guest.resourceByCookie(challenge.cookie(), PATH);
    if (affirmed) {
      given(answer);
    } else {
      denied(answer);
    }
  }

  @Test
  void aPolicyKnowsInitDataByItsDigest() throws Exception {
    JsonNode token = tokenWithInitData();
    String digest = token.at("/submods/cpu0/ear.veraison.annotated-evidence/init_data").textValue();
    operator.use(
        about("input.submods.cpu0[\"ear.veraison.annotated-evidence\"].init_data", digest));
    given(withInitData());
    operator.use(about("input.submods.cpu0[\"ear.veraison.annotated-evidence\"].init_data", "x"));
    denied(withInitData());
  }

  @Test
  void aPolicyKnowsAFieldOfTheConfigurationInInitData() throws Exception {
    operator.use(
        about(
            claim("[\"cdh.toml\"].image.authenticated_registries[1]"), "registry.example/second"));
    given(withInitData());
    denied(get());
  }

  @Test
  void aPolicyKnowsAFieldOfTheAgentsPolicyInInitData() throws Exception {
    operator.use(
        about(claim(".agent_policy_claims.containers[1].OCI.Process.Args[0]"), "/bin/serve"));
    given(withInitData());
    operator.use(about(claim(".agent_policy_claims.containers[1].OCI.Process.Args[0]"), "/bin/sh"));
    denied(withInitData());
  }

  @Test
  void theImagesAndUsersOfInitDataAreIdentifiersInTheToken() throws Exception {
    Operator.expect(
        broker.asAdmin(
            "POST",
            "/kbs/v0/attestation-policy",
            "{\"policy_id\":\"default_cpu\",\"policy\":\"%s\"}"
                .formatted(Messages.base64Url(shippedCpuPolicy()))));
    assertEquals(
        Messages.JSON.readTree(
            """
            {"container_images": ["registry.example/first/serve:1"],
             "container_uids": [65535, 1001]}
            """),
        tokenWithInitData().at("/submods/cpu0/ear.trustee.identifiers/validated"));
  }

  @Test
  void aPolicyThatRequiresATeeServesItsGuestsOnly() throws Exception {
    String tee =
        "package policy\nallow if input.submods.cpu0[\"ear.veraison.annotated-evidence\"].%s\n";
    operator.use(tee.formatted("sample"));
    given(get());
    operator.use(tee.formatted("tdx"));
    denied(get());
  }

  @Test
  void anAttestedSessionIsAskedBeforeTheToken() throws Exception {
    operator.use(Operator.ALLOW);
    String cookie = guest.handshake();
    given(both(cookie, "not.a.token"));
    given(both(guest.auth().cookie(), guest.token()));
  }

  private static String shippedCpuPolicy() throws Exception {
    JsonNode first =
        Messages.JSON.readTree(
            broker.asAdmin("GET", "/kbs/v0/attestation-policy/default_cpu/history/1", "").body());
    return first.get("policy").textValue();
  }

  private HttpResponse<String> both(String cookie, String token) throws Exception {
    return broker.get(
        "/kbs/v0/resource/" + PATH, "Cookie", cookie, "Authorization", "Bearer " + token);
  }

  private HttpResponse<String> get() throws Exception {
    return guest.resourceByToken(guest.token(), PATH);
  }

  private HttpResponse<String> withInitData() throws Exception {
    Guest.Challenge challenge = guest.auth();
    Guest.ok(guest.attest(challenge, message(challenge)));
    return guest.resourceByCookie(challenge.cookie(), PATH);
  }

  private JsonNode tokenWithInitData() throws Exception {
    Guest.Challenge challenge = guest.auth();
    return Messages.claims(
        Guest.ok(guest.attest(challenge, message(challenge))).get("token").textValue());
  }

  private ObjectNode message(Guest.Challenge challenge) {
    ObjectNode message = Messages.attestation(challenge.nonce(), guest.key());
    message.putObject("init-data").put("format", "toml").put("body", INIT_DATA);
    return message;
  }

  private static String claim(String path) {
    return "input.submods.cpu0[\"ear.veraison.annotated-evidence\"].init_data_claims" + path;
  }

  private static String about(String reference, String value) {
    return "package policy\nimport rego.v1\ndefault allow = false\nallow if {\n  %s == \"%s\"\n}\n"
        .formatted(reference, value);
  }

  private void given(HttpResponse<String> answer) throws Exception {
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals(SECRET, new String(SealedReply.of(answer.body()).open(guest.key()), UTF_8));
  }

  private static void denied(HttpResponse<String> answer) throws Exception {
    Problems.exactly(answer, 401, "PolicyDeny", "Access denied by policy");
  }
}
