package dev.keybay.plugin.attest.appraisal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Results are executables, hardware, configuration. */
class DefaultDevicePoliciesTest {
  private static final String REPORT =
      "'x-nvidia-KIND-arch-check':true,'x-nvidia-KIND-attestation-report-parsed':true,"
          + "'x-nvidia-KIND-attestation-report-nonce-match':true,"
          + "'x-nvidia-KIND-attestation-report-signature-verified':true,";
  private static final String GPU =
      "{'nvidia':{"
          + REPORT.replace("KIND", "gpu")
          + "'x-nvidia-gpu-vbios-rim-signature-verified':true,"
          + "'x-nvidia-gpu-vbios-rim-measurements-available':true,"
          + "'x-nvidia-gpu-vbios-version':'96.00','measres':'success',"
          + "'x-nvidia-gpu-driver-rim-signature-verified':true,"
          + "'x-nvidia-gpu-driver-rim-measurements-available':true,"
          + "'x-nvidia-gpu-driver-version':'570.1','secboot':true,'dbgstat':'disabled'}}";
  private static final String SWITCH =
      "{'nvidia':{"
          + REPORT.replace("KIND", "switch")
          + "'x-nvidia-switch-bios-version':'96.10','measres':'success',"
          + "'x-nvidia-switch-bios-rim-signature-verified':true,"
          + "'x-nvidia-switch-bios-rim-measurements-available':true,"
          + "'secboot':true,'dbgstat':'disabled'}}";

  @Test
  void aGpuIsRecognisedByFirmwareAndDriver() throws Exception {
    PolicyRun policy = new PolicyRun("default_gpu");
    assertEquals(List.of(33, 97, 2), policy.judge(GPU));
    policy.reference("allowed_vbios_versions", "['96.00']");
    policy.reference("allowed_driver_versions", "['570.1']");

    assertEquals(List.of(3, 2, 2), policy.judge(GPU));
    assertEquals(List.of(33, 2, 2), policy.judge(GPU.replace("success", "fail")));
    assertEquals(
        List.of(3, 97, 2), policy.judge(GPU.replace("arch-check':true", "arch-check':false")));
    assertEquals(List.of(3, 2, 36), policy.judge(GPU.replace("disabled", "enabled")));
  }

  @Test
  void aSampleDeviceIsNoGpu() throws Exception {
    assertEquals(
        List.of(33, 97, 36),
        new PolicyRun("default_gpu").judge("{'sampledevice':{'svn':'2'},'report_data':''}"));
  }

  @Test
  void aSwitchIsRecognisedByItsFirmware() throws Exception {
    PolicyRun policy = new PolicyRun("default_switch");
    assertEquals(List.of(3, 97, 2), policy.judge(SWITCH));
    policy.reference("allowed_switch_bios_versions", "['96.10']");

    assertEquals(List.of(3, 2, 2), policy.judge(SWITCH));
    assertEquals(List.of(33, 97, 2), policy.judge(SWITCH.replace("parsed':true", "parsed':false")));
  }

  @Test
  void protectedPcieIsAMatterOfConfiguration() throws Exception {
    assertEquals(
        List.of(0, 0, 2),
        new PolicyRun("default_ppcie").judge("{'nvidia':{'gpu_count':8,'switch_count':4}}"));
  }
}
