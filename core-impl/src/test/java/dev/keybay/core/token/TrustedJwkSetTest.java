package dev.keybay.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.KeyServer;
import dev.keybay.core.jose.Settings;
import dev.keybay.core.jose.TestJwt;
import dev.keybay.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedJwkSetTest {
  @TempDir Path folder;
  TokenFixture fixture;
  KeyPair keys;

  @BeforeEach
  void wire() throws Exception {
    fixture = new TokenFixture(folder);
    keys = TestJwt.rsa(2048);
  }

  private String set(String algorithm) {
    Map<String, Object> jwk = TestJwt.jwk(keys, algorithm);
    jwk.put("kid", "k1");
    return new String(JsonText.bytes(Map.of("keys", List.of(jwk))), StandardCharsets.UTF_8);
  }

  private String token(String algorithm, String kid) throws Exception {
    Map<String, Object> claims = fixture.claims();
    claims.put("exp", TokenFixture.NOW.plus(Duration.ofDays(1)).getEpochSecond());
    return TestJwt.sign(keys.getPrivate(), algorithm, Map.of("kid", kid), claims);
  }

  @Test
  void aTokenWithAKidIsVerifiedByTheFirstSetThatHasIt() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}");
    Path full = Files.writeString(folder.resolve("full.json"), set("PS256"));
    String[] sets = {empty.toUri().toString(), full.toUri().toString()};
    HostTokenVerifier verifier = fixture.verifier(Map.of("trustedJwkSets", sets));
    assertEquals("unknown", verifier.verify(token("PS256", "k1")).tee());
    assertTrue(TokenFixture.assertInvalid(verifier, token("PS256", "k2")).contains("kid"));
  }

  @Test
  void theAlgorithmIsTheSetsAndNotTheTokens() throws Exception {
    Path file = Files.writeString(folder.resolve("set.json"), set("RS256"));
    String[] sets = {file.toUri().toString()};
    HostTokenVerifier verifier = fixture.verifier(Map.of("trustedJwkSets", sets));
    assertTrue(TokenFixture.assertInvalid(verifier, token("PS256", "k1")).contains("algorithm"));
  }

  @Test
  void aTokenThatWasVerifiedIsRefusedOnceItsKeyIsWithdrawn() throws Exception {
    try (KeyServer server = new KeyServer()) {
      server.put("/jwks", set("RS256"));
      String[] sets = {server.uri("/jwks").toString()};
      HostTokenVerifier verifier =
          new HostTokenVerifier(
              fixture.keys(Map.of("trustedJwkSets", sets), server.client()), fixture.clock);
      String token = token("RS256", "k1");
      verifier.verify(token);
      server.put("/jwks", "{\"keys\":[]}");
      fixture.clock.advance(Duration.ofMinutes(11));
      TokenFixture.assertInvalid(verifier, token);
    }
  }

  @Test
  void aTokenWithoutKeyAndKidIsRefused() throws Exception {
    String token = TestJwt.sign(keys.getPrivate(), "RS256", Map.of(), fixture.claims());
    assertTrue(TokenFixture.assertInvalid(fixture.verifier(Map.of()), token).contains("kid"));
  }

  @Test
  void aTokenOfTheHostIsNotBelievedWhereOnlyOthersAre() throws Exception {
    Path file = Files.writeString(folder.resolve("set.json"), set("RS256"));
    TokenKeys own =
        fixture.keys(
            Map.of("ownTokens", false, "trustedJwkSets", new String[] {file.toUri().toString()}));
    HostTokenVerifier verifier = new HostTokenVerifier(own, fixture.clock);
    verifier.verify(token("RS256", "k1"));
    String ours = fixture.issuer(own).issue(fixture.claims());
    assertTrue(TokenFixture.assertInvalid(verifier, ours).contains("without certificates"));
  }

  @Test
  void aHostThatWouldBelieveNobodyDoesNotStart() {
    UnusableSettingsException refusal =
        assertThrows(
            UnusableSettingsException.class, () -> fixture.keys(Map.of("ownTokens", false)));
    assertTrue(String.valueOf(refusal.getMessage()).contains("trustedCertificates"));
    fixture.keys(Map.of("ownTokens", false, "insecureHeaderJwk", true));
  }

  @Test
  void aSetInAFileThatChangesIsReadAgainWithinASecond() throws Exception {
    Path file = Files.writeString(folder.resolve("set.json"), set("RS256"));
    HostTokenVerifier verifier =
        fixture.verifier(Map.of("trustedJwkSets", new String[] {file.toUri().toString()}));
    String token = token("RS256", "k1");
    verifier.verify(token);
    Files.writeString(file, "{\"keys\":[]}");
    fixture.clock.advance(Duration.ofMillis(1001));
    TokenFixture.assertInvalid(verifier, token);
  }

  @Test
  void aSetWhoseIssuerIsAwaySurvivesAChangeOfTheSettings() throws Exception {
    try (KeyServer server = new KeyServer()) {
      server.put("/jwks", set("RS256"));
      Map<String, Object> settings =
          Map.of("trustedJwkSets", new String[] {server.uri("/jwks").toString()});
      TokenKeys tokenKeys = fixture.keys(settings, server.client());
      HostTokenVerifier verifier = new HostTokenVerifier(tokenKeys, fixture.clock);
      String token = token("RS256", "k1");
      verifier.verify(token);
      server.documents.clear();
      Map<String, Object> changed = new LinkedHashMap<>(settings);
      changed.put("issuer", "another");
      tokenKeys.modified(Settings.of(TokenSettings.class, changed));
      verifier.verify(token);
    }
  }

  @Test
  void beginningAudienceAndTimeOfIssueAreNotLookedAt() throws Exception {
    Path file = Files.writeString(folder.resolve("set.json"), set("RS256"));
    HostTokenVerifier verifier =
        fixture.verifier(Map.of("trustedJwkSets", new String[] {file.toUri().toString()}));
    Map<String, Object> claims = fixture.claims();
    claims.put("nbf", claims.get("exp"));
    claims.put("iat", claims.get("exp"));
    claims.put("aud", "somebody else");
    verifier.verify(TestJwt.sign(keys.getPrivate(), "RS256", Map.of("kid", "k1"), claims));
  }
}
