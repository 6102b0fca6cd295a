package dev.keybay.plugin.attest.appraisal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.attest.AttestationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustVectorTest {

  @ParameterizedTest
  @CsvSource({
    "-128,contraindicated",
    "-97,contraindicated",
    "-96,warning",
    "-33,warning",
    "-32,affirming",
    "-2,affirming",
    "-1,none",
    "0,none",
    "1,none",
    "2,affirming",
    "31,affirming",
    "32,warning",
    "95,warning",
    "96,contraindicated",
    "127,contraindicated"
  })
  void theTierOfEveryBorder(int value, String status) throws Exception {
    assertEquals(status, TrustVector.of(Map.of("hardware", value)).tier().status());
  }

  @Test
  void theWorstClaimDecides() throws Exception {
    assertEquals(
        TrustTier.WARNING,
        TrustVector.of(Map.of("hardware", 2, "executables", 33, "configuration", 0)).tier());
  }

  @Test
  void claimsAreWrittenInTheirOrder() throws Exception {
    assertEquals(
        List.of("instance-identity", "executables", "sourced-data"),
        List.copyOf(
            TrustVector.of(Map.of("sourced-data", 0, "executables", 2, "instance-identity", 0))
                .claims()
                .keySet()));
  }

  @Test
  void wholeNumbersOfEveryTypeAreTaken() throws Exception {
    for (Object two : List.of(2, 2L, 2.0, BigInteger.TWO, new BigDecimal("2.00"))) {
      assertEquals(Map.of("hardware", 2), TrustVector.of(Map.of("hardware", two)).claims());
    }
  }

  @Test
  void aValueOutOfRangeIsNotCutDown() {
    refused(Map.of("hardware", 258));
    refused(Map.of("hardware", 128));
    refused(Map.of("hardware", -129));
    refused(Map.of("hardware", 1L << 32 | 2));
    refused(Map.of("hardware", BigInteger.TWO.pow(64)));
    refused(Map.of("hardware", Double.NaN));
    refused(Map.of("hardware", 2.5));
  }

  @Test
  void whatIsNoVectorIsRefused() {
    refused(null);
    refused(Map.of());
    refused(List.of());
    refused(3);
    refused(Map.of("hardware", "2"));
    refused(Map.of("hardware", true));
    refused(Map.of("charisma", 2));
  }

  private static void refused(@Nullable Object claims) {
    assertThrows(AttestationException.class, () -> TrustVector.of(claims));
  }
}
