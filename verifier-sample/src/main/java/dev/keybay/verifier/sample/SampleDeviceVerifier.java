package dev.keybay.verifier.sample;

import dev.keybay.api.attest.AttestationException;
import dev.keybay.api.attest.Evidence;
import dev.keybay.api.attest.TeeClaims;
import dev.keybay.api.attest.TeeVerifier;
import dev.keybay.api.attest.Verifier;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/** Takes evidence of the device {@code sampledevice}, class {@code gpu}. */
@Component(service = Verifier.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@TeeVerifier("sampledevice")
public final class SampleDeviceVerifier implements Verifier {
  private final SampleSwitch sampleSwitch;

  @Activate
  public SampleDeviceVerifier(@Reference SampleSwitch sampleSwitch) {
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
    return List.of(
        new TeeClaims("gpu", Map.of("report_data", sample.reportData(), "svn", sample.svn())));
  }
}
