package dev.keybay.format.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {

  @ParameterizedTest
  @CsvSource({
    "**, '', true",
    "**, a/b/c, true",
    "'', '', false",
    "*, a, true",
    "*, a/b, false",
    "a/*, a/b, true",
    "a/*, b/b, false",
    "a/**, a, true",
    "a/**, a/b/c, true",
    "**/c, a/b/c, true",
    "**/c, a/b/d, false",
    "a/**/c, a/c, true",
    "a/**/c/**/e, a/b/c/c/d/e, true",
    "a/**/c/**/e, a/b/c/c/d/f, false",
  })
  void globsMatchWholePaths(String glob, String path, boolean expected) {
    List<String> segments = List.of(path.split("/", -1));
    assertEquals(expected, PathGlob.parse(glob).matches(segments), glob + " on " + path);
  }

  @Test
  void aStarInsideASegmentIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> PathGlob.parse("a/b*"));
  }

  @Test
  void theFirstRuleThatMatchesCounts() {
    AccessRules rules =
        new AccessRules(
            List.of(rule(Set.of("GET"), "open/**", Auth.PUBLIC), rule(Set.of(), "**", Auth.ADMIN)));
    assertEquals(
        Auth.PUBLIC, rules.find("r", "GET", List.of("open", "x")).orElseThrow().requires().auth());
    assertEquals(
        Auth.ADMIN, rules.find("r", "POST", List.of("open", "x")).orElseThrow().requires().auth());
  }

  @Test
  void noRuleIsADeny() {
    AccessRules rules = new AccessRules(List.of(rule(Set.of("GET"), "a", Auth.PUBLIC)));
    assertTrue(rules.find("r", "GET", List.of("b")).isEmpty());
    assertTrue(rules.find("r", "POST", List.of("a")).isEmpty());
    assertTrue(rules.knowsPath("r", List.of("a")));
    assertFalse(rules.knowsPath("r", List.of("b")));
  }

  @Test
  void aRuleMayBeForOneRouteOnly() {
    AccessRules rules =
        new AccessRules(
            List.of(
                new AccessRule(
                    Set.of("a"), Set.of(), PathGlob.parse("**"), Requirement.of(Auth.PUBLIC))));
    assertTrue(rules.find("a", "GET", List.of("x")).isPresent());
    assertTrue(rules.find("b", "GET", List.of("x")).isEmpty());
  }

  @Test
  void whatOnlyAGuestOrAnAdministratorHasIsAskedOfNobodyElse() {
    Optional<String> some = Optional.of("x");
    Optional<String> none = Optional.empty();
    for (Auth auth : Auth.values()) {
      refusedUnless(auth == Auth.ATTESTED, () -> new Requirement(auth, none, none, true));
      refusedUnless(auth == Auth.ATTESTED, () -> new Requirement(auth, none, some, false));
      refusedUnless(auth == Auth.ADMIN, () -> new Requirement(auth, some, none, false));
    }
  }

  private static void refusedUnless(boolean possible, Executable made) {
    if (possible) {
      assertDoesNotThrow(made);
    } else {
      assertThrows(IllegalArgumentException.class, made);
    }
  }

  private static AccessRule rule(Set<String> methods, String glob, Auth auth) {
    return new AccessRule(Set.of(), methods, PathGlob.parse(glob), Requirement.of(auth));
  }
}
