package dev.keybay.core.admin;

import static dev.keybay.core.admin.AdminFixture.URI;
import static dev.keybay.core.admin.AdminFixture.assertDenied;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.plugin.Caller;
import dev.keybay.core.host.UnusableSettingsException;
import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.KeyServer;
import dev.keybay.core.jose.Pem;
import dev.keybay.core.jose.Settings;
import dev.keybay.core.jose.TestJwt;
import dev.keybay.core.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminAuthenticatorTest {
  private static final String NOBODY =
      "Admin access denied: Cannot verify token with any of the issuers";
  private static final String NO_HEADER = "Failed to parse HTTP Auth Bearer header";

  @TempDir Path folder;
  AdminFixture fixture;
  AdminAuthenticator door;
  KeyPair keys;

  @BeforeEach
  void wire() throws Exception {
    fixture = new AdminFixture(folder);
    door = fixture.authenticator(Map.of());
    keys = TestJwt.ed25519();
    door.acls = List.of(new AdminAcl("operator", "^/kbs/v0/resource-policy$"));
    door.providers = List.of(fixture.provider(keys, "idp", "kbs"));
  }

  @Test
  void theLocalAdminMayDoEverything() throws Exception {
    Caller.Admin admin = door.authenticate("Bearer " + fixture.localToken(), "/anything?x=y");
    assertEquals("admin:local", admin.name());
    assertEquals("admin", admin.role());
  }

  @Test
  void anotherRoleOfTheLocalKeyMayDoWhatTheRulesAllow() throws Exception {
    String token =
        AdminTokens.fromPem(fixture.keyFile(), fixture.clock)
            .mint("operator", "alice", Duration.ofMinutes(5));
    assertEquals("admin:alice", door.authenticate("bearer " + token, URI).name());
    assertDenied(
        "Admin access denied: Role operator not allowed for path /kbs/v0/reference-value",
        door,
        "Bearer " + token,
        "/kbs/v0/reference-value");
  }

  @Test
  void theRoleAdminOfAnotherProviderIsARoleLikeAnyOther() throws Exception {
    String header = AdminFixture.bearer(keys, "EdDSA", fixture.claims("admin"));
    assertDenied("Admin access denied: Role admin not allowed for path " + URI, door, header, URI);
  }

  @ParameterizedTest
  @CsvSource({
    "EdDSA,ed",
    "ES256,secp256r1",
    "ES384,secp384r1",
    "RS256,rsa",
    "PS256,rsa",
  })
  void everyKindOfKeyVouches(String algorithm, String kind) throws Exception {
    KeyPair pair =
        switch (kind) {
          case "ed" -> TestJwt.ed25519();
          case "rsa" -> TestJwt.rsa(2048);
          default -> TestJwt.ec(kind);
        };
    door.providers = List.of(fixture.provider(pair, "idp", "kbs"));
    String header = AdminFixture.bearer(pair, algorithm, fixture.claims("operator"));
    assertEquals("operator", door.authenticate(header, URI).role());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Bearer\tx"})
  void withoutABearerTokenNobodyIsLetIn(@Nullable String header) {
    assertDenied(NO_HEADER, door, header, URI);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "e30.e30.AA"})
  void whatIsNoTokenIsOfNobody(String token) {
    assertDenied(NOBODY, door, "Bearer " + token, URI);
    assertDenied(NOBODY, door, "Bearer " + token.repeat(40_000), URI);
  }

  @Test
  void aTokenOfAnUnknownKeyIsOfNobody() throws Exception {
    assertDenied(
        NOBODY,
        door,
        AdminFixture.bearer(TestJwt.ed25519(), "EdDSA", fixture.claims("operator")),
        URI);
  }

  @Test
  void aKeyInTheHeaderIsNeverTrusted() throws Exception {
    KeyPair forger = TestJwt.ec("secp256r1");
    String token =
        TestJwt.sign(
            forger.getPrivate(),
            "ES256",
            Map.of("jwk", TestJwt.jwk(forger, "ES256")),
            fixture.claims("operator"));
    assertDenied(NOBODY, door, "Bearer " + token, URI);
  }

  @Test
  void aPublicKeyIsNoSharedSecret() throws Exception {
    String input =
        Base64Url.encode("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + Base64Url.encode(JsonText.bytes(fixture.claims("operator")));
    javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
    mac.init(new javax.crypto.spec.SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
    String signature = Base64Url.encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    assertDenied(NOBODY, door, "Bearer " + input + "." + signature, URI);
  }

  @Test
  void aTokenWithoutARoleIsDeniedAtOnce() throws Exception {
    Map<String, Object> claims = fixture.claims("operator");
    claims.remove("role");
    claims.put("iss", "other");
    assertDenied(
        "Admin access denied: Missing required `role` claim in JWT",
        door,
        AdminFixture.bearer(keys, "EdDSA", claims),
        URI);
  }

  @Test
  void issuerAndAudienceMustBeThoseConfigured() throws Exception {
    Map<String, Object> claims = fixture.claims("operator");
    claims.put("aud", List.of("other", "kbs"));
    door.authenticate(AdminFixture.bearer(keys, "EdDSA", claims), URI);
    for (Object aud : new Object[] {"other", List.of(), List.of("other"), 1L}) {
      claims.put("aud", aud);
      assertDenied(NOBODY, door, AdminFixture.bearer(keys, "EdDSA", claims), URI);
    }
    claims.put("aud", "kbs");
    claims.put("iss", "other");
    assertDenied(NOBODY, door, AdminFixture.bearer(keys, "EdDSA", claims), URI);
    claims.remove("iss");
    assertDenied(NOBODY, door, AdminFixture.bearer(keys, "EdDSA", claims), URI);
  }

  @Test
  void anotherProviderWithTheSameKeyMayAcceptWhatOneRefused() throws Exception {
    door.providers =
        List.of(fixture.provider(keys, "other", ""), fixture.provider(keys, "idp", ""));
    door.authenticate(AdminFixture.bearer(keys, "EdDSA", fixture.claims("operator")), URI);
  }

  @Test
  void aTokenMustHaveAnEndThatHasNotComeByMoreThanAMinute() throws Exception {
    Map<String, Object> claims = fixture.claims("operator");
    String header = AdminFixture.bearer(keys, "EdDSA", claims);
    fixture.clock.advance(Duration.ofMinutes(6));
    door.authenticate(header, URI);
    fixture.clock.advance(Duration.ofSeconds(1));
    assertDenied(NOBODY, door, header, URI);
    claims.remove("exp");
    assertDenied(NOBODY, door, AdminFixture.bearer(keys, "EdDSA", claims), URI);
  }

  @Test
  void aVerifiedTokenIsForgottenWithItsProvider() throws Exception {
    String header = AdminFixture.bearer(keys, "EdDSA", fixture.claims("operator"));
    door.authenticate(header, URI);
    door.authenticate(header, URI);
    door.providers = List.of();
    assertDenied(NOBODY, door, header, URI);
  }

  @Test
  void aRuleThatIsTakenAwayAllowsNothingMore() throws Exception {
    String header = AdminFixture.bearer(keys, "EdDSA", fixture.claims("operator"));
    door.authenticate(header, URI);
    door.acls = List.of();
    assertDenied(
        "Admin access denied: Role operator not allowed for path " + URI, door, header, URI);
  }

  @Test
  void aKeySetVouchesByTheKidOfTheHeader() throws Exception {
    Map<String, Object> jwk = TestJwt.jwk(keys, "EdDSA");
    jwk.put("kid", "k1");
    try (KeyServer server = new KeyServer()) {
      server.put(
          "/jwks",
          new String(JsonText.bytes(Map.of("keys", List.of(jwk))), StandardCharsets.UTF_8));
      door.providers =
          List.of(
              new ConfiguredIdentityProvider(
                  Settings.of(
                      IdentitySettings.class,
                      Map.of("jwkSetUri", server.uri("/jwks").toString(), "issuer", "idp")),
                  fixture.clock,
                  server.client()));
      Map<String, Object> claims = fixture.claims("operator");
      String known = TestJwt.sign(keys.getPrivate(), "EdDSA", Map.of("kid", "k1"), claims);
      door.authenticate("Bearer " + known, URI);
      String unknown = TestJwt.sign(keys.getPrivate(), "EdDSA", Map.of("kid", "k2"), claims);
      assertDenied(NOBODY, door, "Bearer " + unknown, URI);
      assertDenied(NOBODY, door, AdminFixture.bearer(keys, "EdDSA", claims), URI);
    }
  }

  @Test
  void aKeyFileThatChangesIsReadAgain() throws Exception {
    Path file = folder.resolve("rotating.pem");
    Files.writeString(file, Pem.format("PUBLIC KEY", keys.getPublic().getEncoded()));
    door.providers = List.of(fixture.provider(Map.of("publicKeyUri", file.toUri().toString())));
    Map<String, Object> claims = fixture.claims("operator");
    claims.put("exp", AdminFixture.NOW.plus(Duration.ofDays(1)).getEpochSecond());
    String old = AdminFixture.bearer(keys, "EdDSA", claims);
    door.authenticate(old, URI);
    KeyPair next = TestJwt.ed25519();
    Files.writeString(file, Pem.format("PUBLIC KEY", next.getPublic().getEncoded()));
    fixture.clock.advance(Duration.ofMillis(1001));
    assertDenied(NOBODY, door, old, URI);
    door.authenticate(AdminFixture.bearer(next, "EdDSA", claims), URI);
  }

  @Test
  void aKeyFileThatIsGoneOrHalfWrittenLeavesTheLastKey() throws Exception {
    Path file = folder.resolve("fragile.pem");
    String pem = Pem.format("PUBLIC KEY", keys.getPublic().getEncoded());
    Files.writeString(file, pem);
    door.providers = List.of(fixture.provider(Map.of("publicKeyUri", file.toUri().toString())));
    Map<String, Object> claims = fixture.claims("operator");
    Files.writeString(file, pem.substring(0, 50));
    fixture.clock.advance(Duration.ofSeconds(5));
    door.authenticate(AdminFixture.bearer(keys, "EdDSA", claims), URI);
    Files.delete(file);
    fixture.clock.advance(Duration.ofSeconds(5));
    claims.put("jti", "another token, which no cache knows");
    door.authenticate(AdminFixture.bearer(keys, "EdDSA", claims), URI);
  }

  @Test
  void aProviderWithoutAKeyIsAConfigurationError() {
    assertThrows(UnusableSettingsException.class, () -> fixture.provider(Map.of("issuer", "x")));
    assertThrows(
        UnusableSettingsException.class,
        () -> fixture.provider(Map.of("jwkSetUri", "http://example.com")));
  }

  @Test
  void inDenyAllNobodyIsLetIn() throws Exception {
    String token = fixture.localToken();
    AdminAuthenticator closed = fixture.authenticator(Map.of("authorizationMode", "DenyAll"));
    assertDenied(
        "Admin access denied: Admin access denied as DenyAll authorization_mode is enabled",
        closed,
        "Bearer " + token,
        URI);
  }

  @Test
  void anUnknownModeLetsNobodyIn() {
    AdminAuthenticator closed = fixture.authenticator(Map.of("authorizationMode", "AllowAll"));
    assertDenied(
        "Admin access denied: Admin access denied as DenyAll authorization_mode is enabled",
        closed,
        null,
        URI);
  }

  @Test
  void inInsecureAllowAllAnybodyIsAdmin() {
    AdminAuthenticator open =
        fixture.authenticator(Map.of("authorizationMode", "InsecureAllowAll"));
    assertEquals("admin", open.authenticate(null, URI).role());
  }

  @Test
  void theModeCanChangeWhileServing() throws Exception {
    String header = "Bearer " + fixture.localToken();
    door.authenticate(header, URI);
    door.modified(Settings.of(AdminSettings.class, Map.of("localKey", false)));
    assertDenied(NOBODY, door, header, URI);
    door.modified(Settings.of(AdminSettings.class, Map.of()));
    door.authenticate(header, URI);
  }

  @Test
  void aNameForTheLogHasNothingThatALogCouldMisread() throws Exception {
    Map<String, Object> claims = fixture.claims("operator");
    claims.put("sub", "a b\n\"x\"=1" + "y".repeat(100));
    String name = door.authenticate(AdminFixture.bearer(keys, "EdDSA", claims), URI).name();
    assertEquals("admin:a_b__x__1" + "y".repeat(55), name);
  }
}
