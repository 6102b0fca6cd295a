package dev.keybay.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.KbsException;
import dev.keybay.format.descriptor.Isolation;
import dev.keybay.format.descriptor.IsolationMode;
import dev.keybay.format.descriptor.TrustLevel;
import dev.keybay.format.naming.PluginVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GrantsTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final Consent NONE = Consent.none("admin", NOW);
  private static final Consent ALL = Consent.all("admin", NOW);

  @Test
  void whatAsksForNothingNeedsNoConsent() {
    Registry registry = serve(Registry.EMPTY, release("1.0.0", "a"), NONE);
    assertTrue(registry.releases().values().iterator().next().grant().isEmpty());
  }

  @Test
  void aFirstVersionNeedsConsentToAllThatItAsksFor() {
    Release asking = release("1.0.0", "a", "host:notify", "network:db:5432");
    String refused =
        assertThrows(KbsException.class, () -> serve(Registry.EMPTY, asking, NONE)).publicMessage();
    assertTrue(refused.contains("--consent=host:notify,network:db:5432"), refused);
    Registry registry = serve(Registry.EMPTY, asking, ALL);
    Grant grant = registry.release(asking.plugin()).orElseThrow().grant().orElseThrow();
    assertEquals(Set.of("host:notify", "network:db:5432"), grant.permissions());
    assertEquals("admin", grant.by());
  }

  @Test
  void anUpdateNeedsConsentOnlyToWhatIsMore() {
    Registry registry = serve(Registry.EMPTY, release("1.0.0", "a", "host:notify"), ALL);
    Registry same = serve(registry, release("1.0.1", "b", "host:notify"), NONE);
    Release more = release("1.0.2", "c", "host:notify", "files:/x");
    assertEquals(Set.of("files:/x"), Grants.growth(same, more));
    assertThrows(KbsException.class, () -> serve(same, more, NONE));
    Consent exact = new Consent(Optional.of(Set.of("files:/x")), "admin", NOW);
    assertTrue(serve(same, more, exact).running().contains(more.plugin()));
  }

  @Test
  void consentToSomethingElseIsNone() {
    Consent other = new Consent(Optional.of(Set.of("files:/y")), "admin", NOW);
    assertThrows(
        KbsException.class, () -> serve(Registry.EMPTY, release("1.0.0", "a", "files:/x"), other));
  }

  @Test
  void whatWasGrantedOnceRunsAgain() {
    Release first = release("1.0.0", "a", "host:notify");
    Registry registry = serve(Registry.EMPTY, first, ALL);
    registry = serve(registry, release("1.0.1", "b"), NONE);
    Registry before = registry;
    Registry after = Transitions.activate(registry, first.plugin());
    assertEquals(after, Grants.consented(before, after, NONE));
  }

  @Test
  void aWeakerIsolationIsMore() {
    Registry registry = serve(Registry.EMPTY, isolated("1.0.0", "a", IsolationMode.PROCESS), NONE);
    assertEquals(
        Set.of("isolation:in-process"),
        Grants.growth(registry, isolated("1.0.1", "b", IsolationMode.IN_PROCESS)));
    assertEquals(
        Set.of(), Grants.growth(registry, isolated("1.0.1", "b", IsolationMode.CONTAINER)));
  }

  @Test
  void whatIsBuiltinIsGrantedWhatItAsksFor() {
    Release asking = release("1.0.0", "a", "host:notify").trusted(Trust.shipped(NOW));
    Registry registry = serve(Registry.EMPTY, asking, NONE);
    assertEquals(
        Set.of("host:notify"), Grants.granted(registry.release(asking.plugin()).orElseThrow()));
  }

  @Test
  void otherBytesUnderDevelopmentTrustAskAgain() {
    Release first = release("1.0.0", "a", "host:notify");
    Registry registry = serve(Registry.EMPTY, first, ALL);
    registry =
        Transitions.trust(
            registry, first.plugin(), new Trust(TrustLevel.DEVELOPMENT, "", "admin", NOW, false));
    Registry now = registry;
    Registry same = serve(now, release("1.0.0", "b", "host:notify"), NONE);
    assertEquals("sha256:b", same.release(first.plugin()).orElseThrow().digest());
    assertEquals(
        TrustLevel.DEVELOPMENT, same.release(first.plugin()).orElseThrow().trust().level());
    assertThrows(KbsException.class, () -> serve(now, release("1.0.0", "c", "files:/x"), NONE));
  }

  private static Registry serve(Registry before, Release release, Consent consent) {
    Registry known = Transitions.register(before, release);
    return Grants.consented(before, Transitions.activate(known, release.plugin()), consent);
  }

  private static Release isolated(String version, String digest, IsolationMode mode) {
    return release(version, digest)
        .demanding(
            new Demands(
                List.of(),
                List.of(),
                new TreeSet<>(),
                new Isolation(Optional.of(mode), Optional.empty())));
  }

  private static Release release(String version, String digest, String... permissions) {
    return new Release(
            new PluginVersion("p", version), 2, "sha256:" + digest, Optional.empty(), "a test", NOW)
        .demanding(
            new Demands(List.of(), List.of(), new TreeSet<>(List.of(permissions)), Isolation.ANY));
  }
}
