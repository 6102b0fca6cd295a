package dev.keybay.plugin.attest.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.api.attest.AttestationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
  private static final String SUPPORTED = "supported-hash-algorithms";

  @Test
  void onlySecureExecutionIsToldItsDigest() throws Exception {
    Map<String, ?> requested = Map.of(SUPPORTED, List.of("sha256", "SHA512"));

    assertEquals("", Challenge.extraParams("snp", requested));
    assertEquals(
        Map.of("selected-hash-algorithm", "sha512"), Challenge.extraParams("se", requested));
  }

  @Test
  void aGuestThatListsNothingIsToldNothing() throws Exception {
    assertEquals("", Challenge.extraParams("se", Map.of()));
    assertEquals("", Challenge.extraParams("se", ""));
    assertEquals("", Challenge.extraParams("se", null));
  }

  @Test
  void aGuestThatLacksItsDigestIsRefused() {
    assertThrows(
        AttestationException.class,
        () -> Challenge.extraParams("se", Map.of(SUPPORTED, List.of("sha384"))));
    assertThrows(
        AttestationException.class, () -> Challenge.extraParams("se", Map.of(SUPPORTED, "sha512")));
  }
}
