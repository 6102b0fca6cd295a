package dev.keybay.core.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.jose.NoRounds;
import dev.keybay.core.jose.Pem;
import dev.keybay.core.jose.Settings;
import dev.keybay.core.jose.TestClock;
import dev.keybay.core.jose.TestJwt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The admin components, wired as in the host, in a folder of the test. */
final class AdminFixture {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  static final String URI = "/kbs/v0/resource-policy";

  final TestClock clock = new TestClock(NOW);
  final Path folder;

  AdminFixture(Path folder) {
    this.folder = folder;
  }

  AdminAuthenticator authenticator(Map<String, Object> settings) {
    return new AdminAuthenticator(
        Settings.of(AdminSettings.class, settings),
        new HostFolders(folder, folder, folder, folder),
        clock,
        new NoRounds());
  }

  Path keyFile() {
    return folder.resolve("admin/key.pem");
  }

  Path tokenFile() {
    return folder.resolve("admin/token");
  }

  String localToken() throws IOException {
    return Files.readString(tokenFile()).trim();
  }

  ConfiguredIdentityProvider provider(Map<String, Object> settings) {
    return new ConfiguredIdentityProvider(Settings.of(IdentitySettings.class, settings), clock);
  }

  /** A provider that trusts the key, by a PEM file. */
  ConfiguredIdentityProvider provider(KeyPair keys, String issuer, String audience)
      throws IOException {
    Path file = Files.createTempFile(folder, "public", ".pem");
    Files.writeString(file, Pem.format("PUBLIC KEY", keys.getPublic().getEncoded()));
    return provider(
        Map.of("publicKeyUri", file.toUri().toString(), "issuer", issuer, "audience", audience));
  }

  Map<String, Object> claims(String role) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", "idp");
    claims.put("aud", "kbs");
    claims.put("role", role);
    claims.put("exp", clock.instant().getEpochSecond() + 300);
    return claims;
  }

  static String bearer(KeyPair keys, String algorithm, Map<String, ?> claims)
      throws GeneralSecurityException {
    return "Bearer " + TestJwt.sign(keys.getPrivate(), algorithm, Map.of("typ", "JWT"), claims);
  }

  static void assertDenied(
      String text, AdminAuthenticator door, @Nullable String header, String uri) {
    KbsException denial = assertThrows(KbsException.class, () -> door.authenticate(header, uri));
    assertEquals(ErrorCode.ADMIN_DENIED, denial.code());
    assertEquals(text, denial.publicMessage());
  }
}
