package dev.keybay.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.error.KbsException;
import dev.keybay.format.descriptor.TrustLevel;
import dev.keybay.format.naming.PluginVersion;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustTest {
  private static final Instant NOW = Instant.EPOCH;

  @Test
  void newBytesAreUntrustedWhateverTheLastOnesWere() {
    Registry registry = judged(TrustLevel.TRUSTED, false);
    assertEquals(TrustLevel.UNTRUSTED, next(registry, release("1.0.1", "acme")));
  }

  @Test
  void theSameSignersNextBytesAreTrustedIfTheOperatorSaidSo() {
    Registry registry = judged(TrustLevel.TRUSTED, true);
    assertEquals(TrustLevel.TRUSTED, next(registry, release("1.0.1", "acme")));
    assertEquals(TrustLevel.UNTRUSTED, next(registry, release("1.0.1", "mallory")));
    assertEquals(TrustLevel.UNTRUSTED, next(registry, release("1.0.1", "")));
  }

  @Test
  void aSignerOfTheSettingsIsTrustedAsFarAsTheirLastBytes() {
    Registry registry = judged(TrustLevel.REVIEWED, false);
    Release signed = release("1.0.1", "acme").trusted(Trust.asTheLast());
    assertEquals(TrustLevel.REVIEWED, next(registry, signed));
    assertEquals(TrustLevel.UNTRUSTED, next(Registry.EMPTY, signed));
  }

  @Test
  void theSameBytesKeepTheirTrust() {
    Registry registry = judged(TrustLevel.REVIEWED, false);
    assertEquals(TrustLevel.REVIEWED, next(registry, release("1.0.0", "acme")));
  }

  @Test
  void whoTrustsWhatIsNotRegisteredIsTold() {
    PluginVersion unknown = new PluginVersion("p", "3.0.0");
    assertThrows(KbsException.class, () -> Transitions.trust(Registry.EMPTY, unknown, Trust.NONE));
  }

  @Test
  void trustGrantsAndKeysOutliveTheirRows() throws Exception {
    Registry registry = Transitions.revoke(judged(TrustLevel.REVIEWED, true), "p", true);
    assertEquals(registry, RegistryRows.read(RegistryRows.of(registry)));
  }

  private static TrustLevel next(Registry registry, Release release) {
    return Transitions.register(registry, release)
        .release(release.plugin())
        .orElseThrow()
        .trust()
        .level();
  }

  private static Registry judged(TrustLevel level, boolean auto) {
    Release first = release("1.0.0", "acme");
    return Transitions.trust(
        Transitions.register(Registry.EMPTY, first),
        first.plugin(),
        new Trust(level, "read", "admin", NOW, auto));
  }

  private static Release release(String version, String signer) {
    return new Release(
        new PluginVersion("p", version),
        2,
        "sha256:" + version,
        signer.isEmpty() ? Optional.empty() : Optional.of(signer),
        "a test",
        NOW);
  }
}
