package dev.keybay.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.jose.KeyServer;
import dev.keybay.core.jose.TestJwt;
import dev.keybay.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
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
}
