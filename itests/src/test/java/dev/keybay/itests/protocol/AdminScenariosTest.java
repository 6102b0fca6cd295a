package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What administrators set, and who is let in to set it, as the integration tests of Trustee go. */
@ParameterizedClass
@EnumSource(Mode.class)
final class AdminScenariosTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Broker broker;
  private static AdminIssuer issuer;

  @Parameter Mode mode;

  /** What an administrator sets. */
  enum Work {
    RESOURCE_POLICY("/kbs/v0/resource-policy", "{\"policy\":\"%s\"}", Operator.ALLOW),
    ATTESTATION_POLICY(
        "/kbs/v0/attestation-policy",
        "{\"policy_id\":\"default_cpu\",\"policy\":\"%s\"}",
        "package policy\ntrust_claims := {\"hardware\": 2}\n"),
    SECRET("/kbs/v0/resource/default/test/secret", "%s", "shhhhhhh");

    private final String path;
    private final String body;

    Work(String path, String message, String text) {
      this.path = path;
      this.body = message.formatted(Messages.base64Url(text));
    }

    HttpResponse<String> by(String token) throws Exception {
      return broker.call("POST", path, body, "Authorization", "Bearer " + token);
    }

    /** The refusal, as this mode words it here. */
    Answer denied(Mode mode, String reason) {
      if (mode == Mode.KEYBAY) {
        return Answer.protocol(401, "AdminAuthAccess", "Admin access denied: " + reason);
      }
      return this == SECRET
          ? Answer.protocol(
              401,
              "AdminAuthInitialization",
              "failed to initialize [admin] configuration: Admin access denied: " + reason)
          : Answer.protocol(
              401,
              "AdminAuthAccess",
              "admin access denied for endpoint "
                  + path.substring("/kbs/v0/".length())
                  + ": Admin access denied: "
                  + reason);
    }
  }

  @BeforeParameterizedClassInvocation
  static void start(Mode mode) throws Exception {
    issuer = new AdminIssuer();
    Path root = Files.createTempDirectory("keybay-it");
    Path conf = Files.createDirectories(root.resolve("conf"));
    Path key = Files.writeString(root.resolve("issuer.pem"), issuer.publicPem());
    Files.writeString(
        conf.resolve("admin.identity~it.json"),
        Messages.JSON.writeValueAsString(Map.of("publicKeyUri", key.toUri().toString())));
    Files.writeString(
        conf.resolve("admin.acl~all.json"),
        "{\"role\": \"operator\", \"allowedEndpoints\": \"^/kbs/.*$\"}");
    Files.writeString(
        conf.resolve("admin.acl~values.json"),
        """
        {"role": "values", "allowedEndpoints": "^/kbs/v0/reference-value/[a-zA-Z0-9]+$"}
        """);
    broker = mode.startIn(root);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    broker.close();
  }

  @ParameterizedTest
  @EnumSource
  void whoeverHasAKnownKeyAndARoleForItIsLetIn(Work work) throws Exception {
    HttpResponse<String> answer = work.by(issuer.token(claims("operator")));
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @ParameterizedTest
  @EnumSource
  void whoeverHasAnotherKeyIsNot(Work work) throws Exception {
    work.denied(mode, "Cannot verify token with any of the issuers")
        .check(work.by(new AdminIssuer().token(claims("operator"))));
  }

  @ParameterizedTest
  @EnumSource
  void whoeverHasARoleForSomethingElseIsNot(Work work) throws Exception {
    work.denied(mode, "Role values not allowed for path " + work.path)
        .check(work.by(issuer.token(claims("values"))));
  }

  @ParameterizedTest
  @EnumSource
  void whoeverHasNoRoleIsNot(Work work) throws Exception {
    work.denied(mode, "Missing required `role` claim in JWT")
        .check(work.by(issuer.token(claims("operator").without("role"))));
  }

  @Test
  void nobodyIsWhereAllAreDenied() throws Exception {
    String token = issuer.token(claims("operator"));
    Path file = broker.root().resolve("conf/admin.json");
    Path part =
        Files.writeString(
            broker.root().resolve("admin.part"), "{\"authorizationMode\": \"DenyAll\"}");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    try {
      await().atMost(PATIENCE).until(() -> Work.SECRET.by(token).statusCode() == 401);
      for (Work work : Work.values()) {
        work.denied(mode, "Admin access denied as DenyAll authorization_mode is enabled")
            .check(work.by(token));
      }
    } finally {
      Files.delete(file);
      await().atMost(PATIENCE).until(() -> Work.SECRET.by(token).statusCode() == 200);
    }
  }

  private static AdminIssuer.Claims claims(String role) {
    return new AdminIssuer.Claims(
        Map.of("role", role, "exp", Instant.now().plusSeconds(300).getEpochSecond()));
  }
}
