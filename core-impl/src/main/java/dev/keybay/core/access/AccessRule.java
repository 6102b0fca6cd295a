package dev.keybay.core.access;

import java.util.List;
import java.util.Set;

/**
 * One rule of a descriptor: who may call these methods on these paths.
 *
 * @param methods upper-case HTTP methods; empty means all
 * @param path which paths, seen after the route's name
 * @param sealed whether the answer is encrypted to the guest's TEE key
 */
public record AccessRule(Set<String> methods, PathGlob path, Auth auth, boolean sealed) {

  public AccessRule {
    methods = Set.copyOf(methods);
    if (sealed && auth != Auth.ATTESTED) {
      throw new IllegalArgumentException("encrypt: jwe needs auth: attested");
    }
  }

  boolean matches(String method, List<String> segments) {
    return (methods.isEmpty() || methods.contains(method)) && path.matches(segments);
  }
}
