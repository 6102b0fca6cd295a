package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The keys of other services that the broker fetches over HTTPS, or that a certificate vouches for.
 */
final class ForeignTokensTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SECRET = "for guests of other services\n";

  private static Authority root;
  private static Authority intermediate;
  private static KeyServer server;
  private static AttestationIssuer discovered;
  private static AttestationIssuer listed;
  private static Broker broker;

  @BeforeAll
  static void start() throws Exception {
    root = Authority.root("root");
    intermediate = root.below("intermediate");
    server = new KeyServer(Authority.root("web authority"));
    discovered = new AttestationIssuer("discovered");
    listed = new AttestationIssuer("listed");
    server.put(
        "/issuer/.well-known/openid-configuration",
        "{\"issuer\":\"x\",\"jwks_uri\":\"" + server.url("/issuer/keys") + "\"}");
    server.put("/issuer/keys", AttestationIssuer.jwkSet(discovered));
    server.put("/jwks.json", AttestationIssuer.jwkSet(listed));
    Path folder = Files.createTempDirectory("keybay-it");
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(conf.resolve("root.pem"), root.pem());
    Files.writeString(
        conf.resolve("token.json"),
        Messages.JSON.writeValueAsString(
            Map.of(
                "ownTokens",
                false,
                "trustedJwkSets",
                List.of(server.url("/issuer"), server.url("/jwks.json")),
                "trustedCertificates",
                List.of("root.pem"))));
    broker = Broker.startIn(folder, Map.of("KEYBAY_JAVA_OPTS", server.trusted(folder)));
    Operator operator = new Operator(broker);
    operator.use(Operator.AFFIRMING);
    operator.resource("it/foreign/1", SECRET);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
    server.close();
  }

  @Test
  void aKeyThatOpenIdDiscoveryLeadsToOpensAResource() throws Exception {
    GuestKey guest = EcGuestKey.p256();
    opens(guest, discovered.token(guest));
  }

  @Test
  void aKeyOfASetUnderItsOwnAddressOpensAResource() throws Exception {
    GuestKey guest = EcGuestKey.p256();
    opens(guest, listed.token(guest));
  }

  @Test
  void aKeyThatATrustedChainVouchesForOpensAResource() throws Exception {
    GuestKey guest = EcGuestKey.p256();
    AttestationIssuer issuer = new AttestationIssuer("certified");
    X509Certificate leaf = intermediate.certify("leaf", issuer.publicKey());
    opens(guest, issuer.tokenWithChain(guest, leaf, intermediate.certificate()));
  }

  @Test
  void aKeyThatNoTrustedChainVouchesForOpensNothing() throws Exception {
    GuestKey guest = EcGuestKey.p256();
    AttestationIssuer issuer = new AttestationIssuer("certified");
    X509Certificate leaf = intermediate.certify("leaf", issuer.publicKey());
    refused(issuer.tokenWithChain(guest, leaf));
    refused(new AttestationIssuer("other").tokenWithChain(guest, leaf, intermediate.certificate()));
    Authority stranger = Authority.root("root");
    X509Certificate strange = stranger.certify("leaf", issuer.publicKey());
    refused(issuer.tokenWithChain(guest, strange, stranger.certificate()));
    refused(new AttestationIssuer("discovered").token(guest));
  }

  /** The guest's key is asked for when an answer is sealed, after policy and plugin. */
  @Test
  void aTokenWithoutATeeKeyIsDeniedByThePolicyBeforeItsKeyIsMissed() throws Exception {
    AttestationIssuer issuer = new AttestationIssuer("certified");
    X509Certificate leaf = root.certify("leaf", issuer.publicKey());
    String token = issuer.tokenWithoutGuest(leaf);
    Problems.exactly(read(token), 401, "PolicyDeny", "Access denied by policy");
    Operator operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    try {
      Problems.exactly(read(token), 401, "TokenVerifierError", "Token Verifier error");
    } finally {
      operator.use(Operator.AFFIRMING);
    }
  }

  private static void opens(GuestKey guest, String token) throws Exception {
    // The sets are fetched in the background, from the start of the broker on.
    await().atMost(PATIENCE).until(() -> read(token).statusCode() == 200);
    byte[] opened = SealedReply.of(read(token).body()).open(guest);
    assertEquals(SECRET, new String(opened, StandardCharsets.UTF_8));
  }

  private static void refused(String token) throws Exception {
    Problems.exactly(read(token), 401, "TokenVerifierError", "Token Verifier error");
  }

  private static HttpResponse<String> read(String token) throws Exception {
    return broker.get("/kbs/v0/resource/it/foreign/1", "Authorization", "Bearer " + token);
  }
}
