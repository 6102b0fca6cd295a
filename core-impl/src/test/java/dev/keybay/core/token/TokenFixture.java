package dev.keybay.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.KeyDocuments;
import dev.keybay.core.jose.NoRounds;
import dev.keybay.core.jose.Settings;
import dev.keybay.core.jose.TestClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The token components, wired as in the host, in a folder of the test. */
final class TokenFixture {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  final TestClock clock = new TestClock(NOW);
  final MemorySecretStore store = new MemorySecretStore();
  final Path folder;

  TokenFixture(Path folder) {
    this.folder = folder;
  }

  TokenKeys keys(Map<String, Object> settings) {
    return keys(settings, new KeyDocuments());
  }

  TokenKeys keys(Map<String, Object> settings, KeyDocuments documents) {
    HostFolders folders = new HostFolders(folder, folder, folder, folder);
    return new TokenKeys(
        Settings.of(TokenSettings.class, settings),
        folders,
        store,
        clock,
        new NoRounds(),
        documents);
  }

  HostTokenVerifier verifier(Map<String, Object> settings) {
    return new HostTokenVerifier(keys(settings), clock);
  }

  HostTokenIssuer issuer(TokenKeys keys) {
    return new HostTokenIssuer(keys, clock);
  }

  /** Claims with a TEE key in them and an end in five minutes. */
  Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("tee-pubkey", Map.of("kty", "EC", "crv", "P-256"));
    claims.put("exp", clock.instant().getEpochSecond() + 300);
    return claims;
  }

  /** Requires the refusal that callers see, and returns the reason that only the log has. */
  static String assertInvalid(HostTokenVerifier verifier, String token) {
    KbsException refusal = assertThrows(KbsException.class, () -> verifier.verify(token));
    assertEquals(ErrorCode.TOKEN_INVALID, refusal.code());
    assertEquals("Token Verifier error", refusal.publicMessage());
    return String.valueOf(
        assertInstanceOf(InvalidTokenException.class, refusal.getCause()).getMessage());
  }
}
