package dev.keybay.plugin.attest.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.plugin.attest.handshake.ProtocolVersion.Tolerance;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolVersionTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.4.0", "0.4.0+x", "0.4.0+build.7-a"})
  void thisVersionIsSpokenExactly(String text) {
    assertEquals(Optional.of(true), spoken(text, Tolerance.EXACT));
    assertEquals(Optional.of(true), spoken(text, Tolerance.LATER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.1", "0.4.12+x", "0.4.999999999999999999", "0.5.0", "0.12.3+x"})
  void laterOnesAreSpokenUnlessItMustBeExact(String text) {
    assertEquals(Optional.of(false), spoken(text, Tolerance.EXACT));
    assertEquals(Optional.of(true), spoken(text, Tolerance.LATER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.4.0-rc1",
        "0.4.1-rc1",
        "0.5.0-rc1",
        "0.3.9",
        "1.0.0",
        "1.4.0",
        "0.4.0-0.a+b",
        "10.4.0"
      })
  void othersAreNot(String text) {
    assertEquals(Optional.of(false), spoken(text, Tolerance.EXACT));
    assertEquals(Optional.of(false), spoken(text, Tolerance.LATER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v0.4.0",
        "0.4",
        "",
        "0.4.0.0",
        "00.4.0",
        "0.4.0-",
        "0.4.0+",
        "0.4.0-01",
        " 0.4.0"
      })
  void othersAreNoVersions(String text) {
    assertEquals(Optional.empty(), ProtocolVersion.parse(text));
  }

  private static Optional<Boolean> spoken(String text, Tolerance tolerance) {
    return ProtocolVersion.parse(text).map(version -> version.spoken(tolerance));
  }
}
