package dev.keybay.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Profiles of TLS. */
final class TlsRulesTest {
  @Test
  void modernIsTls13Alone() throws Exception {
    TlsRules modern = TlsRules.of("modern", List.of(), List.of());
    assertEquals(List.of("TLSv1.3"), modern.protocols());
    assertEquals(
        List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"),
        modern.suites());
  }

  @Test
  void intermediateHasForwardSecretAuthenticatedSuitesOnly() throws Exception {
    TlsRules intermediate = TlsRules.of("intermediate", List.of(), List.of());
    assertEquals(List.of("TLSv1.3", "TLSv1.2"), intermediate.protocols());
    assertTrue(intermediate.suites().contains("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));
    for (String suite : intermediate.suites()) {
      assertFalse(suite.contains("_CBC_") || suite.startsWith("TLS_RSA_"), suite);
    }
  }

  @Test
  void oldHasAllOfIntermediateAndOlderOnesBehind() throws Exception {
    List<String> old = TlsRules.of("old", List.of(), List.of()).suites();
    List<String> intermediate = TlsRules.of("intermediate", List.of(), List.of()).suites();
    assertEquals(intermediate, old.subList(0, intermediate.size()));
    assertTrue(old.contains("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"));
  }

  @Test
  void customIsWhatItSays() throws Exception {
    TlsRules rules =
        TlsRules.of("custom", List.of("TLSv1.2"), List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"));
    assertEquals(List.of("TLSv1.2"), rules.protocols());
    assertEquals(List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"), rules.suites());
  }

  @Test
  void customNeedsAProtocolAndNamesWhatThereIsNot() {
    refused("http.tlsProtocols is empty", "custom", List.of(), List.of());
    refused("http.tlsProtocols names TLSv1.9", "custom", List.of("TLSv1.9"), List.of());
    refused("http.tlsCiphers names AES", "custom", List.of("TLSv1.3"), List.of("AES"));
  }

  @Test
  void customRulesBesideAnotherProfileAreRefused() {
    refused("http.tlsProfile is modern", "modern", List.of("TLSv1.2"), List.of());
  }

  private static void refused(
      String reason, String profile, List<String> protocols, List<String> suites) {
    UnusableTlsException refusal =
        assertThrows(UnusableTlsException.class, () -> TlsRules.of(profile, protocols, suites));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }
}
