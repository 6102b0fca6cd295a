package dev.keybay.client;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The attester of the {@code sample} TEE, which proves nothing: anyone can make its evidence. For
 * tests and demonstrations. Immutable.
 */
public final class SampleAttester implements Attester {

  private final Optional<InitData> initData;
  private final boolean device;

  /** Without init-data and without a device. */
  public SampleAttester() {
    this(Optional.empty(), false);
  }

  private SampleAttester(Optional<InitData> initData, boolean device) {
    this.initData = initData;
    this.device = device;
  }

  /** One that sends init-data along. */
  public SampleAttester withInitData(InitData data) {
    return new SampleAttester(Optional.of(data), device);
  }

  /** One that adds the evidence of a {@code sampledevice}. */
  public SampleAttester withDevice() {
    return new SampleAttester(initData, true);
  }

  @Override
  public String tee() {
    return "sample";
  }

  @Override
  public Object primaryEvidence(byte[] digest) {
    return evidence("1", digest);
  }

  @Override
  public String additionalEvidence(byte[] digest) {
    return device ? Json.write(Map.of("sampledevice", evidence("2", digest))) : "";
  }

  @Override
  public Optional<InitData> initData() {
    return initData;
  }

  private static Map<String, Object> evidence(String svn, byte[] digest) {
    return Map.of("svn", svn, "report_data", Base64.getEncoder().encodeToString(digest));
  }
}
