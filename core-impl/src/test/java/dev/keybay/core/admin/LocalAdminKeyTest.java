package dev.keybay.core.admin;

import static dev.keybay.core.admin.AdminFixture.URI;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.jose.Base64Url;
import dev.keybay.core.jose.Pem;
import dev.keybay.core.jose.TestJwt;
import dev.keybay.format.json.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAdminKeyTest {
  @TempDir Path folder;
  AdminFixture fixture;

  @BeforeEach
  void wire() {
    fixture = new AdminFixture(folder);
  }

  @Test
  void theFirstStartMakesAKeyAndATokenForTheOwnerAlone() throws Exception {
    fixture.authenticator(Map.of());
    assertEquals("rwx------", permissions(folder.resolve("admin")));
    assertEquals("rw-------", permissions(fixture.keyFile()));
    assertEquals("rw-------", permissions(fixture.tokenFile()));
    try (Stream<Path> files = Files.list(folder.resolve("admin"))) {
      assertEquals(2, files.count());
    }
    assertTrue(Files.readString(fixture.keyFile()).startsWith("-----BEGIN PRIVATE KEY-----\n"));
    Map<String, ?> claims = StrictJson.object(payload(fixture.localToken()));
    long now = AdminFixture.NOW.getEpochSecond();
    assertEquals(
        Map.of(
            "iss", "keybay",
            "sub", "local",
            "role", "admin",
            "aud", "keybay",
            "iat", now,
            "exp", now + 86_400),
        claims);
  }

  @Test
  void theKeyOutlivesARestart() throws Exception {
    fixture.authenticator(Map.of());
    byte[] key = Files.readAllBytes(fixture.keyFile());
    String token = fixture.localToken();
    AdminAuthenticator restarted = fixture.authenticator(Map.of());
    assertArrayEquals(key, Files.readAllBytes(fixture.keyFile()));
    assertEquals(token, fixture.localToken());
    restarted.authenticate("Bearer " + token, URI);
  }

  @Test
  void theTokenIsRenewedWhenLessThanHalfOfItsLifeIsLeft() throws Exception {
    fixture.authenticator(Map.of());
    String token = fixture.localToken();
    fixture.clock.advance(Duration.ofHours(12));
    fixture.authenticator(Map.of());
    assertEquals(token, fixture.localToken());
    fixture.clock.advance(Duration.ofSeconds(1));
    fixture.authenticator(Map.of());
    assertNotEquals(token, fixture.localToken());
  }

  @Test
  void aTokenThatIsNotOfThisKeyOrOpenToOthersIsReplaced() throws Exception {
    fixture.authenticator(Map.of());
    Files.writeString(fixture.tokenFile(), "rubbish");
    fixture.authenticator(Map.of());
    String token = fixture.localToken();
    assertNotEquals("rubbish", token);
    Files.setPosixFilePermissions(
        fixture.tokenFile(), PosixFilePermissions.fromString("rw-r--r--"));
    fixture.authenticator(Map.of());
    assertEquals("rw-------", permissions(fixture.tokenFile()));
  }

  @Test
  void aNewKeyEndsTheOldTokens() throws Exception {
    fixture.authenticator(Map.of());
    String token = fixture.localToken();
    Files.delete(fixture.keyFile());
    AdminAuthenticator door = fixture.authenticator(Map.of());
    assertNotEquals(token, fixture.localToken());
    AdminFixture.assertDenied(
        "Admin access denied: Cannot verify token with any of the issuers",
        door,
        "Bearer " + token,
        URI);
  }

  @Test
  void theTokenIsRenewedWhileTheBrokerRuns() throws Exception {
    AdminAuthenticator door = fixture.authenticator(Map.of());
    String token = fixture.localToken();
    fixture.clock.advance(Duration.ofHours(12));
    door.look();
    assertEquals(token, fixture.localToken());
    fixture.clock.advance(Duration.ofSeconds(1));
    door.look();
    String renewed = fixture.localToken();
    assertNotEquals(token, renewed);
    door.authenticate("Bearer " + renewed, URI);
    door.authenticate("Bearer " + token, URI);
  }

  @Test
  void aKeyThatIsRemovedWhileTheBrokerRunsEndsItsTokens() throws Exception {
    AdminAuthenticator door = fixture.authenticator(Map.of());
    String token = fixture.localToken();
    door.authenticate("Bearer " + token, URI);
    Files.delete(fixture.keyFile());
    door.look();
    AdminFixture.assertDenied(
        "Admin access denied: Cannot verify token with any of the issuers",
        door,
        "Bearer " + token,
        URI);
    door.authenticate("Bearer " + fixture.localToken(), URI);
  }

  @Test
  void aTokenFileThatIsRemovedComesBack() throws Exception {
    AdminAuthenticator door = fixture.authenticator(Map.of());
    Files.delete(fixture.tokenFile());
    door.look();
    door.authenticate("Bearer " + fixture.localToken(), URI);
  }

  @Test
  void aKeyThatOthersMayReadIsNotUsed() throws Exception {
    fixture.authenticator(Map.of());
    String token = fixture.localToken();
    Files.setPosixFilePermissions(fixture.keyFile(), PosixFilePermissions.fromString("rw-r-----"));
    AdminFixture.assertDenied(
        "Admin access denied: Cannot verify token with any of the issuers",
        fixture.authenticator(Map.of()),
        "Bearer " + token,
        URI);
  }

  @Test
  void aKeyFileThatHoldsSomethingElseIsNotUsedAndNotReplaced() throws Exception {
    fixture.authenticator(Map.of());
    String mixed =
        Pem.format("PRIVATE KEY", TestJwt.ed25519().getPrivate().getEncoded())
            + Pem.format("PUBLIC KEY", TestJwt.ed25519().getPublic().getEncoded());
    for (String text : List.of("rubbish", mixed)) {
      Files.writeString(fixture.keyFile(), text);
      AdminAuthenticator door = fixture.authenticator(Map.of());
      AdminFixture.assertDenied(
          "Admin access denied: Cannot verify token with any of the issuers",
          door,
          "Bearer " + fixture.localToken(),
          URI);
      assertEquals(text, Files.readString(fixture.keyFile()));
    }
  }

  @Test
  void switchedOffItLeavesTheFolderAlone() {
    fixture.authenticator(Map.of("localKey", false));
    assertFalse(Files.exists(folder.resolve("admin")));
  }

  @Test
  void theLifetimeIsASetting() throws Exception {
    fixture.authenticator(Map.of("tokenLifetimeHours", 2));
    Map<String, ?> claims = StrictJson.object(payload(fixture.localToken()));
    assertEquals(AdminFixture.NOW.getEpochSecond() + 7200, claims.get("exp"));
  }

  @Test
  void tokensAreMadeWithinBoundsOnly() throws Exception {
    fixture.authenticator(Map.of());
    AdminTokens tokens = AdminTokens.fromPem(fixture.keyFile(), fixture.clock);
    Duration hour = Duration.ofHours(1);
    assertThrows(IllegalArgumentException.class, () -> tokens.mint("", "a", hour));
    assertThrows(IllegalArgumentException.class, () -> tokens.mint("r", " ", hour));
    assertThrows(IllegalArgumentException.class, () -> tokens.mint("r".repeat(65), "a", hour));
    assertThrows(IllegalArgumentException.class, () -> tokens.mint("r", "a", Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> tokens.mint("r", "a", Duration.ofDays(367)));
  }

  private static byte[] payload(String token) {
    return Base64Url.decode(token.split("\\.", -1)[1]);
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
