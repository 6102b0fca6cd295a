package dev.keybay.core.policy;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.event.Event;
import dev.keybay.api.event.PolicyChanged;
import dev.keybay.api.policy.Policies.Kind;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredPoliciesTest {
  private static final String RULE = "data.policy.allow";

  private final MemoryStore store = new MemoryStore();
  private final List<Event> events = new ArrayList<>();
  private final StoredPolicies policies = new StoredPolicies(store, events::add, Limits.DEFAULT);
  private final WordEngine engine = new WordEngine();

  @BeforeEach
  void engineIsThere() {
    policies.useEngine(engine);
  }

  @Test
  void aPolicyThatIsSetAppliesFromTheNextEvaluationOn() {
    policies.set(Kind.RESOURCE, "p", "deny");
    assertEquals(false, evaluate("p"));
    policies.set(Kind.RESOURCE, "p", "allow");
    assertEquals(true, evaluate("p"));
  }

  @Test
  void itIsStoredUnderItsKindInTheHostsNamespace() {
    policies.set(Kind.ATTESTATION, "default_cpu", "allow");
    assertEquals("host/policy", store.name());
    assertEquals(
        "allow",
        new String(
            store.get("attestation/default_cpu").orElseThrow().value(), StandardCharsets.UTF_8));
    assertEquals(Optional.of("allow"), policies.source(Kind.ATTESTATION, "default_cpu"));
    assertEquals(Optional.empty(), policies.source(Kind.RESOURCE, "default_cpu"));
  }

  @Test
  void aCompiledPolicyIsEvaluatedWithoutReadingTheStoreAgain() {
    policies.set(Kind.RESOURCE, "p", "allow");
    store.tellWatchers();
    int reads = store.reads();
    for (int i = 0; i < 100; i++) {
      evaluate("p");
    }
    assertEquals(reads, store.reads());
    assertEquals(1, engine.compiled);
  }

  @Test
  void aTextThatDoesNotCompileIsRefusedWithItsPlaceAndNothingIsStored() {
    policies.set(Kind.RESOURCE, "p", "allow");
    KbsException refused =
        assertThrows(KbsException.class, () -> policies.set(Kind.RESOURCE, "p", "maybe"));
    assertEquals(ErrorCode.POLICY_ENGINE, refused.code());
    assertEquals(
        "Policy engine error: line 2, column 5: expected a word, found: maybe",
        refused.publicMessage());
    assertEquals(Optional.of("allow"), policies.source(Kind.RESOURCE, "p"));
    assertEquals(true, evaluate("p"));
  }

  @Test
  void anIdOutOfBoundsIsMalformed() {
    for (String id : List.of("", "a/b", "ä", "x".repeat(129))) {
      assertEquals(
          ErrorCode.POLICY_MALFORMED,
          assertThrows(KbsException.class, () -> policies.set(Kind.RESOURCE, id, "allow")).code());
    }
  }

  @Test
  void aTextThatIsTooLongOrNoUnicodeIsMalformed() {
    for (String text : List.of("x".repeat(PolicyText.MAX_BYTES + 1), "\ud800")) {
      assertEquals(
          ErrorCode.POLICY_MALFORMED,
          assertThrows(KbsException.class, () -> policies.set(Kind.RESOURCE, "p", text)).code());
    }
  }

  @Test
  void aChangeBySomeoneElseAppliesOnceTheStoreTellsOfIt() {
    policies.set(Kind.RESOURCE, "p", "allow");
    evaluate("p");
    store.put("resource/p", "deny".getBytes(StandardCharsets.UTF_8));
    store.tellWatchers();
    assertEquals(false, evaluate("p"));
  }

  @Test
  void aPolicyThatSomeoneElseDeletesIsGone() {
    policies.set(Kind.RESOURCE, "p", "allow");
    store.delete("resource/p");
    store.tellWatchers();
    assertEquals(ErrorCode.NOT_FOUND, assertThrows(KbsException.class, () -> evaluate("p")).code());
  }

  @Test
  void anUnknownPolicyIsLookedForOnceAndFoundWhenItIsSet() {
    assertThrows(KbsException.class, () -> evaluate("p"));
    int reads = store.reads();
    assertThrows(KbsException.class, () -> evaluate("p"));
    assertEquals(reads, store.reads());
    policies.set(Kind.RESOURCE, "p", "allow");
    assertEquals(true, evaluate("p"));
  }

  @Test
  void whenTheEngineIsSwappedItsSuccessorCompilesAndEvaluates() {
    policies.set(Kind.RESOURCE, "p", "allow");
    WordEngine successor = new WordEngine();
    policies.useEngine(successor);
    policies.dropEngine(engine);
    assertEquals(true, evaluate("p"));
    assertEquals(1, successor.compiled);
    assertEquals(1, engine.compiled);
  }

  @Test
  void anEngineThatHasGoneIsNotHeld() {
    policies.dropEngine(engine);
    WeakReference<WordEngine> gone = engineThatComesAndGoes();
    await()
        .until(
            () -> {
              System.gc();
              return gone.refersTo(null);
            });
  }

  private WeakReference<WordEngine> engineThatComesAndGoes() {
    WordEngine visitor = new WordEngine();
    policies.useEngine(visitor);
    policies.set(Kind.RESOURCE, "p", "allow");
    evaluate("p");
    policies.dropEngine(visitor);
    return new WeakReference<>(visitor);
  }

  @Test
  void withoutAnEngineNothingIsDecidedAndNothingIsSet() {
    policies.set(Kind.RESOURCE, "p", "allow");
    policies.dropEngine(engine);
    assertEquals(
        ErrorCode.UNAVAILABLE, assertThrows(KbsException.class, () -> evaluate("p")).code());
    assertEquals(
        ErrorCode.UNAVAILABLE,
        assertThrows(KbsException.class, () -> policies.set(Kind.RESOURCE, "p", "deny")).code());
    assertEquals(Optional.of("allow"), policies.source(Kind.RESOURCE, "p"));
  }

  @Test
  void aStoredTextThatTheEngineDoesNotTakeFailsWithoutBeingCompiledEachTime() {
    store.put("resource/p", "nonsense".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        ErrorCode.POLICY_FAILED, assertThrows(KbsException.class, () -> evaluate("p")).code());
    assertThrows(KbsException.class, () -> evaluate("p"));
    assertEquals(1, engine.compiled);
  }

  @Test
  void aDefaultDoesNotReplaceWhatTheOperatorSet() {
    policies.set(Kind.RESOURCE, "p", "deny");
    policies.setDefault(Kind.RESOURCE, "p", "allow");
    assertEquals(false, evaluate("p"));
  }

  @Test
  void aDefaultMayBeStoredBeforeThereIsAnEngine() {
    policies.dropEngine(engine);
    policies.setDefault(Kind.RESOURCE, "p", "allow");
    policies.useEngine(engine);
    assertEquals(true, evaluate("p"));
  }

  @Test
  void idsAreSortedAndOfOneKind() {
    for (int i = 0; i < 1_100; i++) {
      policies.set(Kind.ATTESTATION, "id" + (10_000 + i), "allow");
    }
    policies.set(Kind.RESOURCE, "other", "allow");
    List<String> ids = policies.ids(Kind.ATTESTATION);
    assertEquals(1_100, ids.size());
    assertEquals(ids.stream().sorted().toList(), ids);
    assertEquals(List.of("other"), policies.ids(Kind.RESOURCE));
  }

  @Test
  void settingAPolicyIsPublishedWithItsHash() {
    policies.set(Kind.RESOURCE, "p", "allow");
    PolicyChanged change = (PolicyChanged) events.get(0);
    assertEquals("resource", change.kind());
    assertEquals("p", change.id());
    assertEquals(PolicyText.hash("allow".getBytes(StandardCharsets.UTF_8)), change.hash());
    assertEquals(Optional.of(change.hash()), policies.hash(Kind.RESOURCE, "p"));
  }

  @Test
  void theHostsLimitsApplyAndAnImpossibleSettingChangesNothing() {
    policies.set(Kind.RESOURCE, "p", "steps");
    policies.modified(new Limits(77, 1_000));
    assertEquals(77L, evaluate("p"));
    policies.modified(new Limits(0, 1_000));
    assertEquals(77L, evaluate("p"));
  }

  @Test
  void aLoaderThatReadAnOlderTextCannotBringItBack() {
    PolicyCache cache = new PolicyCache();
    cache.use(engine);
    cache.outdate(Kind.RESOURCE, "p", 5);
    cache.put(
        engine, Kind.RESOURCE, "p", new CachedPolicy.Ready(4, "old", engine.compile("p", "allow")));
    assertTrue(cache.now().policies(Kind.RESOURCE).get("p") instanceof CachedPolicy.Outdated);
    WordEngine gone = new WordEngine();
    cache.put(
        gone, Kind.RESOURCE, "q", new CachedPolicy.Ready(9, "new", gone.compile("q", "allow")));
    assertNull(cache.now().policies(Kind.RESOURCE).get("q"));
  }

  private @Nullable Object evaluate(String id) {
    return policies
        .evaluate(Kind.RESOURCE, id, Map.of(), Map.of(), List.of(RULE), List.of())
        .get(RULE);
  }
}
