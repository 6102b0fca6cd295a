package dev.keybay.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the broker listens, and where it must not. */
final class ListeningTest {
  private static final Map<String, Object> TLS = Map.of("privateKey", "k", "certificate", "c");

  @Test
  void withoutSettingsItIsPlainOnThisMachine() throws Exception {
    Listening listening = Listening.of(TestSettings.of(Map.of()));
    assertEquals("127.0.0.1", listening.main().urlHost());
    assertEquals(8080, listening.main().port());
    assertFalse(listening.tls());
    assertTrue(listening.plain().isEmpty());
  }

  @Test
  void plainHttpForOtherMachinesWantsToBeAskedFor() throws Exception {
    refused("set http.insecureHttp to true", Map.of("address", "0.0.0.0"));
    refused("set http.insecureHttp to true", Map.of("address", "::"));
    Map<String, Object> asked = Map.of("address", "0.0.0.0", "insecureHttp", true);
    assertTrue(Listening.of(TestSettings.of(asked)).main().isPublic());
  }

  @Test
  void halfOfTlsIsRefused() {
    refused("without http.certificate", Map.of("privateKey", "k"));
    refused("without http.privateKey", Map.of("certificate", "c"));
  }

  @Test
  void thePlainPortBesideStaysOnThisMachine() throws Exception {
    Map<String, Object> settings = new java.util.HashMap<>(TLS);
    settings.put("address", "0.0.0.0");
    settings.put("plainPort", 8081);
    assertFalse(Listening.of(TestSettings.of(settings)).plain().orElseThrow().isPublic());
    settings.put("insecureHttp", true);
    assertTrue(Listening.of(TestSettings.of(settings)).plain().orElseThrow().isPublic());
  }

  @Test
  void aPlainPortWithoutTlsIsRefused() {
    refused("Set http.port alone", Map.of("plainPort", 8081));
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    refused("http.address is \"no such host\"", Map.of("address", "no such host"));
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (ServerSocketChannel first = Place.of("127.0.0.1", 0).bind()) {
      int port = first.socket().getLocalPort();
      CannotListenException refusal =
          assertThrows(CannotListenException.class, () -> Place.of("127.0.0.1", port).bind());
      assertTrue(
          refusal.getMessage().startsWith("cannot listen on port " + port + " of 127.0.0.1"),
          refusal.getMessage());
    }
  }

  @Test
  void anAddressOfVersion6StandsInBracketsInTheUrl() throws Exception {
    assertEquals("[0:0:0:0:0:0:0:1]", Place.of("::1", 0).urlHost());
    assertEquals("127.0.0.1", Place.of("0.0.0.0", 0).urlHost());
  }

  private static void refused(String reason, Map<String, Object> settings) {
    CannotListenException refusal =
        assertThrows(CannotListenException.class, () -> Listening.of(TestSettings.of(settings)));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }
}
