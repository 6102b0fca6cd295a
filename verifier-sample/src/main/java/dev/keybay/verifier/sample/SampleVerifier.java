package dev.keybay.verifier.sample;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.attest.Evidence;
import dev.keybay.api.attest.TeeClaims;
import dev.keybay.api.attest.TeeVerifier;
import dev.keybay.api.attest.Verifier;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes evidence of the TEE {@code sample}, class {@code cpu}. Init-data is reported, not checked.
 */
@Component(service = Verifier.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@TeeVerifier("sample")
public final class SampleVerifier implements Verifier {
  private final SampleSwitch sampleSwitch;

  @Activate
  public SampleVerifier(@Reference SampleSwitch sampleSwitch) {
    this.sampleSwitch = sampleSwitch;
  }

  @Override
  public boolean active() {
    return sampleSwitch.on();
  }

  @Override
  public String refusal() {
    return "sample evidence proves nothing and is refused; to try things out, set enabled to true"
        + " for the plugin verifier-sample";
  }

  @Override
  public List<TeeClaims> verify(Evidence evidence) throws AttestationException {
    if (!active()) {
      throw new AttestationException(refusal());
    }
    SampleEvidence sample = SampleEvidence.bound(evidence);
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("debug", false);
    claims.put("launch_digest", "abcde");
    claims.put("platform_version", Map.of("major", 1, "minor", 4));
    claims.put("report_data", sample.reportData());
    claims.put("svn", sample.svn());
    evidence
        .initDataDigest()
        .ifPresent(digest -> claims.put("init_data", Base64.getEncoder().encodeToString(digest)));
    return List.of(new TeeClaims("cpu", claims));
  }
}
