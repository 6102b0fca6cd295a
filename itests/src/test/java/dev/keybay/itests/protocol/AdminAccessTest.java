package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who administrates: by the local token, by an identity provider's and a rule, nobody, anybody. */
final class AdminAccessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LIST = "/kbs/v0/resource-policy";

  private static Broker broker;
  private static AdminIssuer issuer;

  @BeforeAll
  static void start() throws Exception {
    issuer = new AdminIssuer();
    Path root = Files.createTempDirectory("keybay-it");
    Path conf = Files.createDirectories(root.resolve("conf"));
    Path key = Files.writeString(root.resolve("issuer.pem"), issuer.publicPem());
    Files.writeString(
        conf.resolve("admin.identity~it.json"),
        Messages.JSON.writeValueAsString(
            Map.of(
                "issuer", "https://issuer.example",
                "audience", "keybay",
                "publicKeyUri", key.toUri().toString())));
    Files.writeString(
        conf.resolve("admin.acl~values.json"),
        """
        {"role": "values", "allowedEndpoints": "^/kbs/v0/reference-value/[a-zA-Z0-9]+$"}
        """);
    broker = Broker.startIn(root, Path.of(System.getProperty("java.home")));
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void theLocalTokenOpensEverything() throws Exception {
    assertEquals(200, broker.asAdmin("GET", LIST, "").statusCode());
  }

  @Test
  void withoutATokenNobodyIsLetIn() throws Exception {
    Problems.exactly(
        broker.get(LIST), 401, "AdminAuthAccess", "Failed to parse HTTP Auth Bearer header");
    Problems.expect(broker.get(LIST, "Authorization", "Basic YTpi"), 401, "AdminAuthAccess");
  }

  @Test
  void aTokenThatNobodySignedIsRefused() throws Exception {
    denied("x", "Cannot verify token with any of the issuers");
    denied(new AdminIssuer().token(claims()), "Cannot verify token with any of the issuers");
    String good = issuer.token(claims());
    String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
    denied(unsigned, "Cannot verify token with any of the issuers");
  }

  @Test
  void aTokenOfAnotherIssuerForAnotherAudienceOrThatIsOverIsRefused() throws Exception {
    String refused = "Cannot verify token with any of the issuers";
    denied(issuer.token(claims().with("iss", "https://other.example")), refused);
    denied(issuer.token(claims().with("aud", "other")), refused);
    denied(
        issuer.token(claims().with("exp", Instant.now().minusSeconds(120).getEpochSecond())),
        refused);
    denied(issuer.token(claims().without("exp")), refused);
  }

  @Test
  void aTokenWithoutARoleIsRefused() throws Exception {
    denied(issuer.token(claims().without("role")), "Missing required `role` claim in JWT");
  }

  @Test
  void aRoleMayDoWhatItsRuleSaysAndNothingElse() throws Exception {
    String token = issuer.token(claims());
    HttpResponse<String> allowed =
        broker.get("/kbs/v0/reference-value/svn", "Authorization", "Bearer " + token);
    Problems.expect(allowed, 400, "RvpsError");
    denied(token, "Role values not allowed for path " + LIST);
    for (String path :
        new String[] {
          "/kbs/v0/reference-value/svn?x=y",
          "/kbs/v0/reference-value/a/b",
          "/kbs/v0/reference-value/svn/",
          "/kbs/v0/reference-value//svn"
        }) {
      String detail =
          Problems.expect(
              broker.get(path, "Authorization", "Bearer " + token), 401, "AdminAuthAccess");
      assertTrue(detail.contains("Role values not allowed for path " + path), detail);
    }
  }

  @Test
  void aRoleThatNobodyKnowsMayDoNothing() throws Exception {
    denied(issuer.token(claims().with("role", "admin")), "Role admin not allowed for path " + LIST);
  }

  @Test
  void nobodyOrAnybodyIsLetInWhenTheSettingsSaySo() throws Exception {
    Path file = broker.root().resolve("conf/admin.json");
    try {
      write(file, "{\"authorizationMode\": \"DenyAll\"}");
      await().atMost(PATIENCE).until(() -> broker.asAdmin("GET", LIST, "").statusCode() == 401);
      String detail = Problems.expect(broker.asAdmin("GET", LIST, ""), 401, "AdminAuthAccess");
      assertTrue(
          detail.contains("Admin access denied as DenyAll authorization_mode is enabled"), detail);
      write(file, "{\"authorizationMode\": \"InsecureAllowAll\"}");
      await().atMost(PATIENCE).until(() -> broker.get(LIST).statusCode() == 200);
      assertTrue(broker.log().contains("INSECURE"), "such a door is logged loudly");
    } finally {
      Files.delete(file);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  broker.get(LIST).statusCode() == 401
                      && broker.asAdmin("GET", LIST, "").statusCode() == 200);
    }
  }

  @Test
  void theKeyAndTheTokenAreTheOwnersAlone() throws Exception {
    for (String name : new String[] {"token", "key.pem"}) {
      assertEquals(
          "[OWNER_READ, OWNER_WRITE]",
          Files.getPosixFilePermissions(broker.data().resolve("admin").resolve(name)).stream()
              .sorted()
              .toList()
              .toString());
    }
  }

  private static AdminIssuer.Claims claims() {
    return new AdminIssuer.Claims(
        Map.of(
            "iss", "https://issuer.example",
            "aud", "keybay",
            "role", "values",
            "exp", Instant.now().plusSeconds(300).getEpochSecond()));
  }

  private static void write(Path file, String text) throws Exception {
    Path part = Files.writeString(broker.root().resolve("admin.part"), text);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void denied(String token, String reason) throws Exception {
    Problems.exactly(
        broker.get(LIST, "Authorization", "Bearer " + token),
        401,
        "AdminAuthAccess",
        "Admin access denied: " + reason);
  }
}
