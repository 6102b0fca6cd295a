package dev.keybay.format.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of one interface, in order. The first that matches counts; none is a deny. */
public record AccessRules(List<AccessRule> rules) {

  /** What a bundle without a descriptor gets: administrators only. */
  public static final AccessRules ADMIN_ONLY =
      new AccessRules(
          List.of(
              new AccessRule(
                  Set.of(), Set.of(), PathGlob.parse("**"), Requirement.of(Auth.ADMIN))));

  public AccessRules {
    rules = List.copyOf(rules);
  }

  /** The rule for a request. */
  public Optional<AccessRule> find(String route, String method, List<String> segments) {
    for (AccessRule rule : rules) {
      if (rule.matches(route, method, segments)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** Whether another method would be found on this path. */
  public boolean knowsPath(String route, List<String> segments) {
    return rules.stream().anyMatch(rule -> rule.covers(route, segments));
  }
}
