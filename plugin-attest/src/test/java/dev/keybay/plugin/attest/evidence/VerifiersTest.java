package dev.keybay.plugin.attest.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.api.attest.Verifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiersTest {
  private final Verifier one = evidence -> List.of();
  private final Verifier other = evidence -> List.of();

  @Test
  void theOneForTheTeeIsFound() {
    Verifiers verifiers =
        new Verifiers(
            List.of(offered(one, new String[] {"tdx", "sgx"}, 0, 1), offered(other, "snp", 0, 2)));

    assertEquals(Optional.of(one), verifiers.find("sgx"));
    assertEquals(Optional.of(other), verifiers.find("snp"));
    assertEquals(Optional.empty(), verifiers.find("cca"));
  }

  @Test
  void theHighestRankingWins() {
    Verifiers verifiers =
        new Verifiers(List.of(offered(one, "snp", 5, 1), offered(other, "snp", 0, 2)));

    assertEquals(Optional.of(one), verifiers.find("snp"));
  }

  @Test
  void amongEqualsTheNewestWins() {
    Verifiers verifiers =
        new Verifiers(List.of(offered(one, "snp", 0, 7), offered(other, "snp", 0, 9)));

    assertEquals(Optional.of(other), verifiers.find("snp"));
  }

  private static Map.Entry<Map<String, Object>, Verifier> offered(
      Verifier verifier, Object tees, int ranking, long id) {
    return Map.entry(
        Map.of("keybay.tee.verifier", tees, "service.ranking", ranking, "service.id", id),
        verifier);
  }
}
