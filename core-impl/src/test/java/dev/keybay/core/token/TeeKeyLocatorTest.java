package dev.keybay.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TeeKeyLocatorTest {
  /** Every known place, the first to win at the top. */
  private static final List<List<String>> PLACES =
      List.of(
          List.of("tdx", "attester_runtime_data", "tee-pubkey"),
          List.of("tdx", "attester_user_data", "tee-pubkey"),
          List.of("customized_claims", "runtime_data", "tee-pubkey"),
          List.of(
              "submods",
              "cpu0",
              "ear.veraison.annotated-evidence",
              "runtime_data_claims",
              "tee-pubkey"),
          List.of("tee-pubkey"));

  @Test
  void theFirstOfTheKnownPlacesWins() throws Exception {
    TeeKeyLocator locator = new TeeKeyLocator(List.of());
    for (int first = 0; first < PLACES.size(); first++) {
      Map<String, @Nullable Object> claims = new LinkedHashMap<>();
      for (int place = PLACES.size() - 1; place >= first; place--) {
        put(claims, PLACES.get(place), key("" + place));
      }
      assertEquals(key("" + first), locator.teeKey(claims));
    }
  }

  @Test
  void configuredPlacesComeBeforeTheKnownOnes() throws Exception {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    put(claims, List.of("tdx", "attester_runtime_data", "tee-pubkey"), key("known"));
    put(claims, List.of("a/b", "c~d"), List.of(0L, key("extra")));
    assertEquals(key("extra"), new TeeKeyLocator(List.of("/a~1b/c~0d/1")).teeKey(claims));
    for (String nothing : List.of("/a~1b/c~0d/2", "/a~1b/c~0d/01", "/a~1b/c~0d/-", "/x")) {
      assertEquals(key("known"), new TeeKeyLocator(List.of(nothing)).teeKey(claims));
    }
  }

  @Test
  void whatIsAbsentOrNoObjectIsNoKey() {
    TeeKeyLocator locator = new TeeKeyLocator(List.of());
    for (Object wrong : List.of("text", 1L, List.of())) {
      assertEquals(Map.of(), locator.teeKey(Map.of("tee-pubkey", wrong)));
    }
    assertEquals(Map.of(), locator.teeKey(Map.of()));
  }

  @Test
  void theTeeIsTheMemberOfTheEvidenceThatIsNamedAfterIt() {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("init_data_claims", Map.of());
    evidence.put("runtime_data_claims", Map.of());
    evidence.put("report_data", "x");
    evidence.put("snp", Map.of("vmpl", 0L));
    put(claims, List.of("submods", "cpu0", "ear.veraison.annotated-evidence"), evidence);
    assertEquals("snp", TeeKeyLocator.tee(claims));
  }

  @Test
  void aForeignTokenIsOfAnUnknownTeeUnlessItSaysTdx() {
    assertEquals("unknown", TeeKeyLocator.tee(Map.of("x", 1L)));
    assertEquals("tdx", TeeKeyLocator.tee(Map.of("tdx", Map.of())));
  }

  private static Map<String, Object> key(String n) {
    return Map.of("kty", "RSA", "n", n);
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, @Nullable Object> claims, List<String> path, Object value) {
    Map<String, @Nullable Object> at = claims;
    for (String name : path.subList(0, path.size() - 1)) {
      at =
          (Map<String, @Nullable Object>)
              at.computeIfAbsent(name, absent -> new LinkedHashMap<String, @Nullable Object>());
    }
    at.put(path.get(path.size() - 1), value);
  }
}
