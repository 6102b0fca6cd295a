package dev.keybay.core.policy;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.Policies.Kind;
import dev.keybay.core.metrics.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Decides whether an attested guest may make a request: only where {@code data.policy.allow} is
 * {@code true} in the stored policy {@link #ID}, in every scoped policy that is for the path, and
 * in that which the plugin's access rule names. Undefined, not a boolean, no policy, a failure and
 * a reached limit are no permission, and are counted as errors apart from a {@code false}. Applies
 * to all plugins. Thread-safe.
 */
@Component(immediate = true, service = ResourcePolicy.class)
public final class ResourcePolicy {
  /** The policy that every request is held against. */
  public static final String ID = Policies.GLOBAL;

  static final String RULE = "data.policy.allow";
  private static final List<String> RULES = List.of(RULE);

  private final StoredPolicies policies;
  private final PolicyMeters meters;
  private final PolicyErrorLog errors = new PolicyErrorLog();

  @Activate
  public ResourcePolicy(@Reference StoredPolicies policies, @Reference Metrics metrics) {
    this.policies = policies;
    meters = new PolicyMeters(metrics);
  }

  @Deactivate
  void stop() {
    meters.close();
  }

  /**
   * Returns if the policies allow the request.
   *
   * @param named the id of the policy that the access rule names; it must be stored
   * @param plugin the plain name of the plugin
   * @param path the decoded segments after the route's name
   * @param query the query as a flat map
   * @param claims all claims of the guest's attestation token
   * @throws KbsException {@code POLICY_DENIED} if they do not, {@code POLICY_FAILED} if one fails,
   *     {@code UNAVAILABLE} while there is no policy engine
   */
  public void check(
      Optional<String> named,
      String plugin,
      List<String> path,
      Map<String, String> query,
      Map<String, ?> claims) {
    meters.evaluations.increment();
    for (String id : applying(plugin, path)) {
      require(id, plugin, path, query, claims);
    }
    if (named.isPresent()) {
      require(named.get(), plugin, path, query, claims);
    }
    meters.approvals.increment();
  }

  private List<String> applying(String plugin, List<String> path) {
    try {
      return policies.applying(plugin, path);
    } catch (KbsException e) {
      fail(ID, e.publicMessage(), e);
      throw e;
    }
  }

  private void require(
      String id,
      String plugin,
      List<String> path,
      Map<String, String> query,
      Map<String, ?> claims) {
    Object allowed = evaluate(id, plugin, path, query, claims);
    if (Boolean.TRUE.equals(allowed)) {
      return;
    }
    if (Boolean.FALSE.equals(allowed)) {
      meters.violations.increment();
    } else {
      fail(id, RULE + (allowed == null ? " is undefined" : " is not a boolean"), null);
    }
    throw denied(null);
  }

  private @Nullable Object evaluate(
      String id,
      String plugin,
      List<String> path,
      Map<String, String> query,
      Map<String, ?> claims) {
    Map<String, ?> data = Map.of("plugin", plugin, "resource-path", path, "query", query);
    try {
      return policies.evaluate(Kind.RESOURCE, id, data, claims, RULES, List.of()).get(RULE);
    } catch (KbsException e) {
      if (e.code() == ErrorCode.NOT_FOUND
          && id.startsWith(Policies.SCOPE)
          && !applying(plugin, path).contains(id)) {
        return true; // It was deleted since we looked.
      }
      fail(id, problem(e), e);
      throw e.code() == ErrorCode.NOT_FOUND ? denied(e) : e;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      fail(id, "the evaluation failed", e);
      // A guest need not learn from the engine's words what the policy looks like.
      throw new KbsException(
          ErrorCode.POLICY_FAILED, PolicyCompiler.ERROR + "the evaluation failed", e);
    }
  }

  /** For the log: where a stored policy does not compile, the engine's words too. */
  private static String problem(KbsException e) {
    return e.getCause() instanceof KbsException cause
        ? e.publicMessage() + ": " + cause.publicMessage()
        : e.publicMessage();
  }

  private void fail(String id, String problem, @Nullable Throwable cause) {
    meters.errors.increment();
    errors.log(id, policies.hash(Kind.RESOURCE, id).orElse("none"), problem, cause);
  }

  private static KbsException denied(@Nullable Throwable cause) {
    return new KbsException(ErrorCode.POLICY_DENIED, "Access denied by policy", cause);
  }
}
