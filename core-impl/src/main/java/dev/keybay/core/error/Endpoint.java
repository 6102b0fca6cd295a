package dev.keybay.core.error;

import dev.keybay.api.error.ErrorCode;
import java.util.Map;
import java.util.Set;

/**
 * What a request asked for, as far as a refusal reads otherwise there: an endpoint of Trustee's, a
 * plugin's, or one that only Keybay has.
 *
 * @param method of the request
 * @param route the first segment of the path, without a version; empty if it was not to be read
 * @param below whether the path goes on after it
 */
public record Endpoint(String method, String route, boolean below) {
  /** Of a request that could not be read. */
  public static final Endpoint UNKNOWN = new Endpoint("", "", false);

  static final String ATTESTATION_POLICY = "attestation-policy";
  private static final String RESOURCE_POLICY = "resource-policy";

  /** Trustee's own endpoints for administrators, and the methods that each has. */
  private static final Map<String, Set<String>> OF_ADMINISTRATORS =
      Map.of(
          ATTESTATION_POLICY,
          Set.of("POST"),
          "reference-value",
          Set.of("GET", "POST"),
          RESOURCE_POLICY,
          Set.of("GET", "POST"));

  private static final Set<String> OF_THE_HANDSHAKE = Set.of("auth", "attest");

  /** Keybay's, for its administrators; no client of Trustee's asks there. */
  private static final Set<String> OF_KEYBAY = Set.of("admin", "plugin", "policy", "resources");

  /** By their ids below these, Keybay has the policies; Trustee ignores what follows. */
  private static final Set<String> WITH_POLICIES = Set.of(ATTESTATION_POLICY, RESOURCE_POLICY);

  /**
   * Whether an error here is no outcome of Trustee's, and reads alike in both modes. Whoever is not
   * let in to a policy is told what Trustee tells them.
   */
  boolean isKeybays(ErrorCode code) {
    return OF_KEYBAY.contains(route)
        || (below && WITH_POLICIES.contains(route) && code != ErrorCode.ADMIN_DENIED);
  }

  /** Whether it is an endpoint of Trustee's for administrators, whatever the method. */
  boolean isForAdministrators() {
    return OF_ADMINISTRATORS.containsKey(route);
  }

  /** Whether Trustee would look for a plugin of this name, and not find it. */
  boolean isNoneOfTrustees(ErrorCode code) {
    return switch (code) {
      case METHOD_NOT_ALLOWED -> isForAdministrators() || OF_THE_HANDSHAKE.contains(route);
      case ADMIN_DENIED ->
          isForAdministrators()
              && !OF_ADMINISTRATORS.getOrDefault(route, Set.of()).contains(method);
      default -> false;
    };
  }
}
