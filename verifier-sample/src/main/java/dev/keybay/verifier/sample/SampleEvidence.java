package dev.keybay.verifier.sample;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.attest.Evidence;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/**
 * The one form of sample evidence, {@code {"svn": "1", "report_data": "<base64>"}}.
 *
 * @param svn the security version number that the guest claims
 * @param reportData base64, as sent
 */
record SampleEvidence(String svn, String reportData) {

  /**
   * Reads the evidence and checks that it is bound to the report data: byte for byte, neither
   * padded nor truncated.
   */
  static SampleEvidence bound(Evidence evidence) throws AttestationException {
    if (!(evidence.value() instanceof Map<?, ?> members)) {
      throw new AttestationException("expected a JSON object with svn and report_data");
    }
    if (!(members.get("svn") instanceof String svn)) {
      throw new AttestationException("expected svn to be a string");
    }
    Object sent = members.containsKey("report_data") ? members.get("report_data") : "";
    if (!(sent instanceof String reportData)) {
      throw new AttestationException("expected report_data to be a string");
    }
    if (!MessageDigest.isEqual(decode(reportData), evidence.reportData())) {
      throw new AttestationException(
          "report_data is not the digest of this handshake's runtime data");
    }
    return new SampleEvidence(svn, reportData);
  }

  private static byte[] decode(String reportData) throws AttestationException {
    // The decoder takes unpadded text as well; the guests' encoder always pads.
    if (reportData.length() % 4 != 0) {
      throw new AttestationException("report_data is no padded base64");
    }
    try {
      return Base64.getDecoder().decode(reportData);
    } catch (IllegalArgumentException e) {
      throw new AttestationException("report_data is no base64", e);
    }
  }
}
