package dev.keybay.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.event.Event;
import dev.keybay.api.event.PolicyChanged;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.api.policy.PolicyVersion;
import dev.keybay.api.policy.PolicyVersion.Action;
import dev.keybay.core.audit.Actor;
import dev.keybay.core.audit.ActorScope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyHistoryTest {
  private static final String RULE = "data.policy.allow";

  private final MemoryStore store = new MemoryStore();
  private final List<Event> events = new ArrayList<>();
  private final StoredPolicies policies = new StoredPolicies(store, events::add, Limits.DEFAULT);

  @BeforeEach
  void engineIsThere() {
    policies.useEngine(new WordEngine());
  }

  @Test
  void whatWasSetIsRememberedWithWhoDidIt() {
    ActorScope.<Object, RuntimeException>callAs(
        new Actor("admin:eve", "r1"),
        () -> {
          set("allow");
          return "";
        });
    set("deny");
    List<PolicyVersion> history = policies.history(Kind.RESOURCE, "p");
    assertEquals(List.of(2L, 1L), history.stream().map(PolicyVersion::number).toList());
    assertEquals("admin:eve", history.get(1).by());
    assertEquals(Action.SET, history.get(1).action());
    assertEquals(5, history.get(1).size());
    assertEquals(PolicyText.hash("allow".getBytes(StandardCharsets.UTF_8)), history.get(1).hash());
    assertEquals(Optional.of("allow"), policies.source(Kind.RESOURCE, "p", 1));
    assertEquals(Optional.of("deny"), policies.source(Kind.RESOURCE, "p", 2));
  }

  @Test
  void aRollbackSetsTheEarlierTextAsANewVersion() {
    set("allow");
    set("deny");
    policies.rollback(Kind.RESOURCE, "p", 1);
    assertTrue(allowed());
    assertEquals(
        List.of(Action.ROLLBACK, Action.SET, Action.SET),
        policies.history(Kind.RESOURCE, "p").stream().map(PolicyVersion::action).toList());
  }

  @Test
  void thereIsNoRollbackToWhatIsNotThere() {
    set("allow");
    policies.delete(Kind.RESOURCE, "p");
    for (long number : new long[] {-1, 0, 2, 3}) {
      assertEquals(
          ErrorCode.NOT_FOUND,
          assertThrows(KbsException.class, () -> policies.rollback(Kind.RESOURCE, "p", number))
              .code());
    }
    policies.rollback(Kind.RESOURCE, "p", 1);
    assertTrue(allowed());
  }

  @Test
  void aDeletedPolicyIsGoneAtOnceAndNoDefaultBringsItBack() {
    set("allow");
    assertTrue(allowed());
    assertTrue(policies.delete(Kind.RESOURCE, "p"));
    assertFalse(policies.delete(Kind.RESOURCE, "p"));
    policies.setDefault(Kind.RESOURCE, "p", "allow");
    assertThrows(KbsException.class, this::allowed);
    assertEquals(List.of(), policies.ids(Kind.RESOURCE));
    assertEquals(Action.DELETE, policies.history(Kind.RESOURCE, "p").get(0).action());
    assertEquals("", ((PolicyChanged) events.get(events.size() - 1)).hash());
  }

  @Test
  void aPolicyFromBeforeThereWasAHistoryIsItsFirstEntry() {
    store.put("resource/p", "allow".getBytes(StandardCharsets.UTF_8));
    assertEquals(1, policies.history(Kind.RESOURCE, "p").get(0).number());
    assertEquals(Optional.of("allow"), policies.source(Kind.RESOURCE, "p", 1));
    set("deny");
    assertEquals(Optional.of("allow"), policies.source(Kind.RESOURCE, "p", 1));
    assertEquals(Optional.of("deny"), policies.source(Kind.RESOURCE, "p", 2));
  }

  @Test
  void theOldestEntriesGoWhenTheHistoryIsFull() {
    for (int i = 0; i < 8; i++) {
      set("allow");
    }
    assertEquals(
        List.of(8L, 7L, 6L, 5L, 4L),
        policies.history(Kind.RESOURCE, "p").stream().map(PolicyVersion::number).toList());
  }

  @Test
  void aTestStoresNothing() {
    set("deny");
    int before = policies.history(Kind.RESOURCE, "p").size();
    assertEquals(
        Map.of(RULE, true),
        policies.test("allow", Map.of(), Map.of(), List.of(RULE), List.of()).values());
    assertEquals(before, policies.history(Kind.RESOURCE, "p").size());
    assertFalse(allowed());
    assertEquals(
        ErrorCode.POLICY_ENGINE,
        assertThrows(
                KbsException.class,
                () -> policies.test("maybe", Map.of(), Map.of(), List.of(RULE), List.of()))
            .code());
  }

  private void set(String text) {
    policies.set(Kind.RESOURCE, "p", text);
  }

  private boolean allowed() {
    return Boolean.TRUE.equals(
        policies
            .evaluate(Kind.RESOURCE, "p", Map.of(), Map.of(), List.of(RULE), List.of())
            .get(RULE));
  }
}
