package dev.keybay.plugin.attest.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolVersionTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.4.0", "0.4.0+x", "0.4.0+build.7-a"})
  void thisVersionIsSpoken(String text) {
    assertEquals(Optional.of(true), ProtocolVersion.parse(text).map(ProtocolVersion::spoken));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4.0-rc1", "0.4.1", "0.3.0", "1.0.0", "0.4.0-0.a+b", "10.4.0"})
  void othersAreNot(String text) {
    assertEquals(Optional.of(false), ProtocolVersion.parse(text).map(ProtocolVersion::spoken));
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
}
