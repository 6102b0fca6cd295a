package dev.keybay.plugin.attest.appraisal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.attest.AttestationException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PolicyExtensionsTest {

  @Test
  void extensionsAreNamedValues() throws Exception {
    assertEquals(
        Map.of("a", List.of(1), "b", Map.of()),
        PolicyExtensions.of(
            List.of(extension("a", -18, List.of(1)), extension("b", 7L, Map.of()))));
  }

  @Test
  void namesAndKeysComeOnce() {
    refused(List.of(extension("a", 1, 1), extension("a", 2, 1)));
    refused(List.of(extension("a", 1, 1), extension("b", 1, 1)));
  }

  @Test
  void aClaimOfTheSubmoduleCannotBeReplaced() {
    refused(List.of(extension("ear.status", 1, "affirming")));
    refused(List.of(extension("ear.veraison.annotated-evidence", 1, Map.of())));
  }

  @Test
  void whatIsNoExtensionIsRefused() {
    refused(null);
    refused(Map.of());
    refused(List.of(1));
    refused(List.of(Map.of("name", "a", "key", 1)));
    refused(List.of(Map.of("key", 1, "value", 1)));
    refused(List.of(extension("a", 1L << 31, 1)));
    refused(List.of(extension("a", "1", 1)));
  }

  private static Map<String, Object> extension(String name, Object key, Object value) {
    return Map.of("name", name, "key", key, "value", value);
  }

  private static void refused(@Nullable Object extensions) {
    assertThrows(AttestationException.class, () -> PolicyExtensions.of(extensions));
  }
}
