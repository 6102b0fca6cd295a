package dev.keybay.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.core.metrics.BuildInfo;
import dev.keybay.core.metrics.Metrics;
import dev.keybay.core.metrics.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResourcePolicyTest {
  private static final Optional<String> NONE = Optional.empty();

  private final MemoryStore store = new MemoryStore();
  private final StoredPolicies policies = new StoredPolicies(store, event -> {}, Limits.DEFAULT);
  private final Metrics metrics = new Metrics(new BuildInfo("1", "2", "3"));
  private final ResourcePolicy policy = new ResourcePolicy(policies, metrics);
  private final WordEngine engine = new WordEngine();

  @BeforeEach
  void engineIsThere() {
    policies.useEngine(engine);
  }

  @Test
  void trueAllows() {
    set("allow");
    check("resource");
    counted(1, 1, 0, 0);
  }

  @Test
  void falseIsAViolation() {
    set("deny");
    denied();
    counted(1, 0, 1, 0);
  }

  @Test
  void undefinedIsDeniedAndCountedAsAnError() {
    set("undefined");
    denied();
    counted(1, 0, 0, 1);
  }

  @Test
  void aValueThatIsNoBooleanIsDeniedAndCountedAsAnError() {
    set("number");
    denied();
    counted(1, 0, 0, 1);
  }

  @Test
  void withoutAPolicyEverythingIsDenied() {
    denied();
    counted(1, 0, 0, 1);
  }

  @Test
  void aPolicyThatFailsIsNoPermissionAndItsWordsStayInside() {
    set("fail");
    KbsException failed = assertThrows(KbsException.class, () -> check("resource"));
    assertEquals(ErrorCode.POLICY_FAILED, failed.code());
    assertEquals("Policy engine error: the evaluation failed", failed.publicMessage());
    assertFalse(failed.publicMessage().contains("secret detail"));
    counted(1, 0, 0, 1);
  }

  @Test
  void aStoredPolicyThatDoesNotCompileIsNoPermissionAndTheEnginesWordsStayInside() {
    store.put("resource/" + ResourcePolicy.ID, "a secret text".getBytes(StandardCharsets.UTF_8));
    KbsException failed = assertThrows(KbsException.class, () -> check("resource"));
    assertEquals(ErrorCode.POLICY_FAILED, failed.code());
    assertEquals("Policy engine error: the stored policy does not compile", failed.publicMessage());
    counted(1, 0, 0, 1);
  }

  @Test
  void whileTheEngineIsSwappedTheGuestIsNotToldToAttestAgain() {
    set("allow");
    policies.dropEngine(engine);
    assertEquals(
        ErrorCode.UNAVAILABLE, assertThrows(KbsException.class, () -> check("resource")).code());
    counted(1, 0, 0, 1);
  }

  @Test
  void thePolicySeesWhichPluginIsAsked() {
    set("plugin resource");
    check("resource");
    assertEquals(
        ErrorCode.POLICY_DENIED, assertThrows(KbsException.class, () -> check("other")).code());
  }

  @Test
  void aScopedPolicyOnlyNarrowsWhatTheGlobalOneAllows() {
    set("allow");
    scoped("scope:resource:a", "deny");
    denied();
    scoped("scope:resource:a", "allow");
    check("resource");
    set("deny");
    denied();
  }

  @Test
  void aScopedPolicyIsForItsPathAndAllBelowAndNothingElse() {
    set("allow");
    scoped("scope:resource:a:b", "deny");
    denied();
    check("other");
    policy.check(NONE, "resource", List.of("a", "bb", "c"), Map.of(), Map.of());
    policy.check(NONE, "resource", List.of("a"), Map.of(), Map.of());
    policy.check(NONE, "resource", List.of("a:b", "c"), Map.of(), Map.of());
  }

  @Test
  void everyScopedPolicyOnTheWayIsAsked() {
    set("allow");
    scoped("scope:resource", "plugin resource");
    scoped("scope:resource:a:b:c", "undefined");
    denied();
    counted(1, 0, 0, 1);
    assertEquals(
        List.of("resource-policy", "scope:resource", "scope:resource:a:b:c"),
        policies.applying("resource", List.of("a", "b", "c", "d")));
  }

  @Test
  void aScopedPolicyThatIsDeletedIsAskedNoMore() {
    set("allow");
    scoped("scope:resource:a", "deny");
    denied();
    assertTrue(policies.delete(Kind.RESOURCE, "scope:resource:a"));
    check("resource");
  }

  @Test
  void withoutTheGlobalPolicyAScopedOneAllowsNothing() {
    set("allow");
    scoped("scope:resource:a", "allow");
    check("resource");
    assertTrue(policies.delete(Kind.RESOURCE, ResourcePolicy.ID));
    denied();
  }

  @Test
  void aPolicyThatTheRuleNamesOnlyNarrowsToo() {
    set("allow");
    scoped("strict", "deny");
    check("resource");
    assertThrows(KbsException.class, this::checkStrictly);
    scoped("strict", "allow");
    checkStrictly();
    set("deny");
    assertThrows(KbsException.class, this::checkStrictly);
  }

  @Test
  void aPolicyThatTheRuleNamesMustBeThere() {
    set("allow");
    KbsException denied = assertThrows(KbsException.class, this::checkStrictly);
    assertEquals(ErrorCode.POLICY_DENIED, denied.code());
    counted(1, 0, 0, 1);
    scoped("strict", "allow");
    checkStrictly();
    assertTrue(policies.delete(Kind.RESOURCE, "strict"));
    assertThrows(KbsException.class, this::checkStrictly);
  }

  private void checkStrictly() {
    policy.check(Optional.of("strict"), "resource", List.of("a"), Map.of(), Map.of());
  }

  private void scoped(String id, String text) {
    policies.set(Kind.RESOURCE, id, text);
  }

  private void set(String text) {
    policies.set(Kind.RESOURCE, ResourcePolicy.ID, text);
  }

  private void check(String plugin) {
    policy.check(NONE, plugin, List.of("a", "b", "c"), Map.of(), Map.of());
  }

  private void denied() {
    KbsException denied = assertThrows(KbsException.class, () -> check("resource"));
    assertEquals(ErrorCode.POLICY_DENIED, denied.code());
    assertEquals("Access denied by policy", denied.publicMessage());
  }

  private void counted(double evaluations, double approvals, double violations, double errors) {
    Page page = Page.of(metrics);
    assertEquals(evaluations, page.value("kbs_policy_evaluations_total").orElseThrow());
    assertEquals(approvals, page.value("kbs_policy_approvals_total").orElseThrow());
    assertEquals(violations, page.value("kbs_policy_violations_total").orElseThrow());
    assertEquals(errors, page.value("kbs_policy_errors_total").orElseThrow());
  }
}
