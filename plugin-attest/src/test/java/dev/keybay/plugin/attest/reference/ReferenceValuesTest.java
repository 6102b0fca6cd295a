package dev.keybay.plugin.attest.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.attest.ReferenceValueException;
import dev.keybay.api.attest.ReferenceValueExtractor;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.plugin.attest.settings.AttestSettings;
import dev.keybay.testing.MapData;
import dev.keybay.testing.MapSettings;
import dev.keybay.testing.SetClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceValuesTest {
  private static final String REFUSED =
      "RVPS configuration failed: Failed to register reference value: ";

  private final SetClock clock = new SetClock();
  private final MapData data = new MapData(clock);
  private final MapSettings settings = new MapSettings(Map.of());
  private final List<ReferenceValueExtractor> extractors =
      List.of(new SampleExtractor(), new LineExtractor());
  private boolean trustee;
  private final ReferenceValues values = fresh();

  /** Values in lines of {@code id=text}; fails, against its contract, where there is no sign. */
  private static final class LineExtractor implements ReferenceValueExtractor {
    @Override
    public String type() {
      return "lines";
    }

    @Override
    public Map<String, @Nullable Object> extract(String payload) throws ReferenceValueException {
      if (payload.isEmpty()) {
        throw new ReferenceValueException("expected lines");
      }
      Map<String, @Nullable Object> found = new HashMap<>();
      payload
          .lines()
          .forEach(
              line -> {
                int sign = line.indexOf('=');
                found.put(line.substring(0, sign), line.substring(sign + 1));
              });
      return found;
    }
  }

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
        "{\"type\":\"sample\",\"payload\":\"eyIiOjF9\"}",
        "{\"type\":\"sample\",\"payload\":\"eyJhIjpbMWU0MDBdfQ==\"}"
      })
  void aMalformedMessageIsRefused(String message) {
    KbsException refused =
        assertThrows(
            KbsException.class, () -> values.register(message.getBytes(StandardCharsets.UTF_8)));

    assertEquals(ErrorCode.REFERENCE_VALUE, refused.code());
    assertTrue(refused.publicMessage().startsWith(REFUSED), refused.publicMessage());
  }

  @Test
  void aNumberBeyondADoubleIsRefusedAndNotStoredAsAText() {
    KbsException refused =
        assertThrows(KbsException.class, () -> register("{\"svn\":{\"a\":[-1e400]}}"));

    assertTrue(refused.publicMessage().contains("range of a double"), refused.publicMessage());
    assertNull(values.query("svn"));
  }

  @Test
  void oneBadNameChangesNothing() {
    byte[] message = message("sample", "{\"good\":1,\"bad\\nname\":2}");
    assertThrows(KbsException.class, () -> values.register(message));

    assertEquals(List.of(), data.list("", "", 10));
  }

  @Test
  void aMessageMayCarryAnExpiryOfItsOwn() {
    values.register(lines("a=1", ",\"expiration\":\"2026-11-01T13:00:00+00:30\""));
    clock.advance(Duration.ofMinutes(29));
    assertEquals("1", values.query("a"));
    clock.advance(Duration.ofMinutes(1));

    assertNull(values.query("a"));
    assertThrows(KbsException.class, () -> values.get("a"));
  }

  @Test
  void anExpiryThatIsNoTimeIsRefused() {
    for (String bad : List.of("\"tomorrow\"", "7", "\"2026-11-01\"")) {
      byte[] message = lines("a=1", ",\"expiration\":" + bad);
      assertEquals(
          ErrorCode.REFERENCE_VALUE,
          assertThrows(KbsException.class, () -> values.register(message)).code());
    }
  }

  @Test
  void anExpiredValueIsListedAsSuchAndMayBeRenewed() {
    register("{\"svn\":1}");
    clock.advance(Duration.ofDays(400));
    ReferenceValueRecord listed = values.list("", "", 10).get(0);
    assertTrue(values.expired(listed));
    register("{\"svn\":2}");

    assertEquals(2, values.query("svn"));
  }

  @Test
  void forTrusteeAnExpiredValueCounts() {
    register("{\"svn\":1}");
    clock.advance(Duration.ofDays(400));
    assertNull(values.query("svn"));
    trustee = true;

    assertEquals(1, values.query("svn"));
  }

  @Test
  void anotherFormOfPayloadIsAServiceAway() {
    values.register(lines("rvps:///a:1=x", ""));

    assertEquals("x", values.query("rvps:///a:1"));
  }

  @Test
  void anExtractorThatFailsIsARefusal() {
    for (String payload : List.of("", "no sign")) {
      byte[] message = lines(payload, "");
      KbsException refused = assertThrows(KbsException.class, () -> values.register(message));
      assertEquals(ErrorCode.REFERENCE_VALUE, refused.code());
      assertTrue(refused.publicMessage().startsWith(REFUSED), refused.publicMessage());
    }
  }

  @Test
  void aDeletedValueIsGoneAtOnce() {
    register("{\"svn\":1}");
    assertEquals(1, values.query("svn"));
    values.delete("svn");

    assertNull(values.query("svn"));
    assertThrows(KbsException.class, () -> values.delete("svn"));
    assertThrows(KbsException.class, () -> values.delete(""));
  }

  private static byte[] lines(String payload, String more) {
    return ("{\"type\":\"lines\",\"payload\":\"" + payload + "\"" + more + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void register(String json) {
    values.register(message("sample", json));
  }

  private ReferenceValues fresh() {
    return new ReferenceValues(
        data, new AttestSettings(settings), new Extractors(extractors), () -> trustee, clock);
  }

  private static byte[] message(String type, String json) {
    String payload = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return ("{\"version\":\"0.1.0\",\"type\":\"" + type + "\",\"payload\":\"" + payload + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
