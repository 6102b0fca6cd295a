package dev.keybay.verifier.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.attest.Evidence;
import dev.keybay.api.attest.TeeClaims;
import dev.keybay.api.attest.Verifier;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SampleVerifierTest {
  private static final byte[] DIGEST = new byte[48];
  private static final String REPORT_DATA;

  static {
    Arrays.fill(DIGEST, (byte) 7);
    REPORT_DATA = Base64.getEncoder().encodeToString(DIGEST);
  }

  private final MapSettings settings = new MapSettings(Map.of("enabled", true));
  private final SampleSwitch sampleSwitch = new SampleSwitch(settings);
  private final Verifier cpu = new SampleVerifier(sampleSwitch);
  private final Verifier gpu = new SampleDeviceVerifier(sampleSwitch);

  @Test
  void itIsOffUnlessSwitchedOn() {
    Verifier verifier = new SampleVerifier(new SampleSwitch(new MapSettings(Map.of())));

    assertFalse(verifier.active());
    AttestationException refused =
        assertThrows(
            AttestationException.class,
            () -> verifier.verify(evidence(Map.of("svn", "1", "report_data", REPORT_DATA))));
    assertEquals(verifier.refusal(), refused.getMessage());
  }

  @Test
  void theSwitchIsFollowedWhileItRuns() {
    settings.change(Map.of("enabled", false));
    assertFalse(cpu.active());

    settings.change(Map.of("enabled", "true"));
    assertTrue(cpu.active());
    assertTrue(gpu.active());
  }

  @Test
  void nothingIsLeftBehindWhenItStops() throws Exception {
    sampleSwitch.close();

    assertEquals(0, settings.listeners());
  }

  @Test
  void theClaimsOfTheSampleTee() throws Exception {
    List<TeeClaims> claims = cpu.verify(evidence(Map.of("svn", "1", "report_data", REPORT_DATA)));

    assertEquals(
        List.of(
            new TeeClaims(
                "cpu",
                Map.of(
                    "svn",
                    "1",
                    "report_data",
                    REPORT_DATA,
                    "launch_digest",
                    "abcde",
                    "platform_version",
                    Map.of("major", 1, "minor", 4),
                    "debug",
                    false))),
        claims);
  }

  @Test
  void theDigestOfInitDataIsAClaim() throws Exception {
    Evidence evidence =
        new Evidence(
            "sample",
            Map.of("svn", "1", "report_data", REPORT_DATA),
            DIGEST,
            Optional.of(new byte[] {1, 2, 3}));

    assertEquals("AQID", cpu.verify(evidence).get(0).claims().get("init_data"));
  }

  @Test
  void theClaimsOfTheSampleDevice() throws Exception {
    assertEquals(
        List.of(new TeeClaims("gpu", Map.of("svn", "2", "report_data", REPORT_DATA))),
        gpu.verify(evidence(Map.of("svn", "2", "report_data", REPORT_DATA))));
  }

  @Test
  void evidenceOfAnotherHandshakeIsRefused() {
    byte[] other = DIGEST.clone();
    other[47] ^= 1;
    refused(Map.of("svn", "1", "report_data", Base64.getEncoder().encodeToString(other)));
  }

  @Test
  void paddedOrTruncatedReportDataIsRefused() {
    refused(
        Map.of(
            "svn",
            "1",
            "report_data",
            Base64.getEncoder().encodeToString(Arrays.copyOf(DIGEST, 64))));
    refused(
        Map.of(
            "svn",
            "1",
            "report_data",
            Base64.getEncoder().encodeToString(Arrays.copyOf(DIGEST, 32))));
  }

  @Test
  void absentReportDataIsRefused() {
    refused(Map.of("svn", "1"));
  }

  @Test
  void malformedEvidenceIsRefused() {
    refused(null);
    refused("text");
    refused(List.of());
    refused(Map.of("report_data", REPORT_DATA));
    refused(Map.of("svn", 1, "report_data", REPORT_DATA));
    refused(Map.of("svn", "1", "report_data", 1));
    refused(Map.of("svn", "1", "report_data", "no base64!!!"));
    Map<String, @Nullable Object> nothing = new HashMap<>();
    nothing.put("svn", "1");
    nothing.put("report_data", null);
    refused(nothing);
  }

  private void refused(@Nullable Object value) {
    assertThrows(AttestationException.class, () -> cpu.verify(evidence(value)));
    assertThrows(AttestationException.class, () -> gpu.verify(evidence(value)));
  }

  private static Evidence evidence(@Nullable Object value) {
    return new Evidence("sample", value, DIGEST, Optional.empty());
  }
}
