package dev.keybay.plugin.attest.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.plugin.attest.settings.AttestSettings;
import dev.keybay.testing.MapData;
import dev.keybay.testing.MapSettings;
import dev.keybay.testing.SetClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceValuesTest {
  private static final String REFUSED =
      "RVPS configuration failed: Failed to register reference value: ";

  private final SetClock clock = new SetClock();
  private final MapData data = new MapData(clock);
  private final MapSettings settings = new MapSettings(Map.of());
  private final ReferenceValues values =
      new ReferenceValues(data, new AttestSettings(settings), clock);

  @Test
  void whatIsRegisteredIsThere() {
    register("{\"svn\":[\"1\"],\"minimum\":4,\"debug\":false,\"deep\":{\"a\":null}}");

    assertEquals(List.of("1"), values.query("svn"));
    assertEquals(4, values.query("minimum"));
    assertEquals(false, values.get("debug"));
    assertTrue(values.get("deep") instanceof Map<?, ?> deep && deep.containsKey("a"));
  }

  @Test
  void aValueMayReplaceAnother() {
    register("{\"svn\":1}");
    assertEquals(1, values.query("svn"));
    register("{\"svn\":2}");

    assertEquals(2, values.query("svn"));
  }

  @Test
  void theNameMayBeAUri() {
    register("{\"rvps:///vendor//firmware:1\":1}");

    assertEquals(1, values.get("rvps:///vendor//firmware:1"));
  }

  @Test
  void anUnknownIdIsNullForPoliciesAndAnErrorForPeople() {
    assertNull(values.query("unknown"));
    KbsException refused = assertThrows(KbsException.class, () -> values.get("unknown"));

    assertEquals(ErrorCode.REFERENCE_VALUE, refused.code());
    assertEquals(
        "RVPS configuration failed: Failed to get reference_values: No reference value found for"
            + " the given id: unknown",
        refused.publicMessage());
    assertThrows(KbsException.class, () -> values.get(""));
  }

  @Test
  void aValueCountsForTwelveMonths() {
    register("{\"svn\":1}");
    clock.advance(Duration.ofDays(365).minusSeconds(1));
    assertEquals(1, values.query("svn"));
    clock.advance(Duration.ofSeconds(1));

    assertNull(values.query("svn"));
    assertNull(fresh().query("svn"));
  }

  @Test
  void howLongItCountsIsASetting() {
    settings.change(Map.of("referenceValueMonths", "1"));
    register("{\"svn\":1}");
    clock.advance(Duration.ofDays(30));

    assertNull(values.query("svn"));
  }

  @Test
  void theStoredRecordIsTheProtocolsOwn() {
    register("{\"svn\":[1]}");

    assertEquals(
        "{\"version\":\"0.1.0\",\"name\":\"svn\",\"expiration\":\"2027-11-01T12:00:00Z\","
            + "\"value\":[1]}",
        new String(data.get("reference-value/svn").orElseThrow().value(), StandardCharsets.UTF_8));
  }

  @Test
  void theStoreIsAskedOnceForEachId() {
    register("{\"svn\":1}");
    values.query("svn");
    values.query("unknown");
    int reads = data.reads();
    for (int i = 0; i < 10; i++) {
      values.query("svn");
      values.query("unknown");
    }

    assertEquals(reads, data.reads());
  }

  @Test
  void whatAnotherNodeStoresIsSeen() {
    assertNull(values.query("svn"));
    fresh().register(message("sample", "{\"svn\":7}"));

    assertEquals(7, values.query("svn"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"type\":\"sample\"}",
        "{\"payload\":\"e30=\"}",
        "{\"type\":\"corim\",\"payload\":\"e30=\"}",
        "{\"version\":\"0.2.0\",\"type\":\"sample\",\"payload\":\"e30=\"}",
        "{\"version\":1,\"type\":\"sample\",\"payload\":\"e30=\"}",
        "{\"type\":\"sample\",\"payload\":{}}",
        "{\"type\":\"sample\",\"payload\":\"no base64!\"}",
        "{\"type\":\"sample\",\"payload\":\"W10=\"}",
        "{\"type\":\"sample\",\"payload\":\"eyIiOjF9\"}"
      })
  void aMalformedMessageIsRefused(String message) {
    KbsException refused =
        assertThrows(
            KbsException.class, () -> values.register(message.getBytes(StandardCharsets.UTF_8)));

    assertEquals(ErrorCode.REFERENCE_VALUE, refused.code());
    assertTrue(refused.publicMessage().startsWith(REFUSED), refused.publicMessage());
  }

  @Test
  void oneBadNameChangesNothing() {
    byte[] message = message("sample", "{\"good\":1,\"bad\\nname\":2}");
    assertThrows(KbsException.class, () -> values.register(message));

    assertEquals(List.of(), data.list("", "", 10));
  }

  private void register(String json) {
    values.register(message("sample", json));
  }

  private ReferenceValues fresh() {
    return new ReferenceValues(data, new AttestSettings(settings), clock);
  }

  private static byte[] message(String type, String json) {
    String payload = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return ("{\"version\":\"0.1.0\",\"type\":\"" + type + "\",\"payload\":\"" + payload + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
