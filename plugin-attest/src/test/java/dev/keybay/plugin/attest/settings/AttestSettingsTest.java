package dev.keybay.plugin.attest.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.testing.MapSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttestSettingsTest {

  @Test
  void theDefaults() {
    assertEquals(
        new AttestSettings.Values(
            Duration.ofMinutes(5),
            true,
            "tag:github.com,2024:confidential-containers/Trustee",
            "https://confidentialcontainers.org",
            "attestation-service 0.1.0",
            12),
        new AttestSettings(new MapSettings(Map.of())).now());
  }

  @Test
  void everySettingAndItsChange() {
    MapSettings settings = new MapSettings(Map.of());
    AttestSettings attest = new AttestSettings(settings);
    settings.change(
        Map.of(
            "sessionMinutes",
            "10",
            "verboseToken",
            false,
            "profile",
            "p",
            "developer",
            "d",
            "build",
            "b",
            "referenceValueMonths",
            6L));

    assertEquals(
        new AttestSettings.Values(Duration.ofMinutes(10), false, "p", "d", "b", 6), attest.now());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1441", "5.5", "five", "99999999999"})
  void aNumberOutOfRangeLeavesTheDefault(String minutes) {
    assertEquals(
        Duration.ofMinutes(5),
        new AttestSettings(new MapSettings(Map.of("sessionMinutes", minutes))).now().session());
  }
}
