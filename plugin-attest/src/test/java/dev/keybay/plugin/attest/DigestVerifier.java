package dev.keybay.plugin.attest;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.attest.Evidence;
import dev.keybay.api.attest.TeeClaims;
import dev.keybay.api.attest.TeeVerifier;
import dev.keybay.api.attest.Verifier;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes evidence {@code {"report_data": "<base64>"}} that holds the digest it is bound to. */
final class DigestVerifier implements Verifier {
  private final String teeClass;
  boolean active = true;
  Optional<String> challenge = Optional.empty();
  @Nullable RuntimeException defect;
  Runnable whileVerifying = () -> {};

  DigestVerifier(String teeClass) {
    this.teeClass = teeClass;
  }

  Map.Entry<Map<String, Object>, Verifier> offeredFor(String... tees) {
    return Map.entry(Map.of(TeeVerifier.TEES, tees, "service.id", 1L), this);
  }

  @Override
  public boolean active() {
    return active;
  }

  @Override
  public Optional<String> challenge(byte[] randomBytes) {
    return challenge;
  }

  @Override
  public List<TeeClaims> verify(Evidence evidence) throws AttestationException {
    if (defect != null) {
      throw defect;
    }
    whileVerifying.run();
    if (!(evidence.value() instanceof Map<?, ?> members)
        || !(members.get("report_data") instanceof String sent)
        || !Arrays.equals(Base64.getDecoder().decode(sent), evidence.reportData())) {
      throw new AttestationException("report_data does not match");
    }
    Map<String, @Nullable Object> claims = new TreeMap<>();
    claims.put("report_data", sent);
    claims.put("svn", "1");
    evidence
        .initDataDigest()
        .ifPresent(digest -> claims.put("init_data", Base64.getEncoder().encodeToString(digest)));
    return List.of(new TeeClaims(teeClass, claims));
  }
}
