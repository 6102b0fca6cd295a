package dev.keybay.plugin.attest.appraisal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.plugin.attest.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results are executables, hardware, configuration. */
class DefaultCpuPolicyTest {
  private static final String SAMPLE =
      "{'sample':{'svn':'1','launch_digest':'abcde','debug':false,"
          + "'platform_version':{'major':1,'minor':4}}}";
  private static final String SNP =
      "{'snp':{'measurement':'aa','reported_tcb_bootloader':3,'reported_tcb_microcode':115,"
          + "'reported_tcb_snp':8,'reported_tcb_tee':0,'policy_debug_allowed':false,"
          + "'policy_migrate_ma':false,'platform_smt_enabled':true,'platform_tsme_enabled':false,"
          + "'policy_abi_major':0,'policy_abi_minor':31,'policy_single_socket':false,"
          + "'policy_smt_allowed':true}}";
  private static final String TDX =
      "{'tdx':{'quote':{'header':{'tee_type':'81000000',"
          + "'vendor_id':'939a7233f79c4ca9940a0db3957f0607'},'body':{'rtmr_1':'r1','rtmr_2':'r2',"
          + "'mr_td':'td','xfam':'x'}},'td_attributes':{'debug':false},'tcb_status':'UpToDate',"
          + "'collateral_expiration_status':'0','uefi_event_logs':[{'type_name':'EV_SEPARATOR',"
          + "'details':{},'digests':[]},{'type_name':'EV_EFI_BOOT_SERVICES_APPLICATION','details':"
          + "{'device_paths':['File(kernel)']},'digests':[{'alg':'SHA-384','digest':'k'}]},"
          + "{'type_name':'EV_EVENT_TAG','details':{'string':'LOADED_IMAGE::LoadOptions'},"
          + "'digests':[{'alg':'SHA-384','digest':'p'}]}]}}";

  private final PolicyRun policy = new PolicyRun("default_cpu");

  @Test
  void withoutReferenceValuesNothingIsRecognised() throws Exception {
    assertEquals(List.of(33, 97, 2), policy.judge(SAMPLE));
    assertEquals(List.of(33, 97, 3), policy.judge(SNP));
    assertEquals(List.of(33, 97, 36), policy.judge(TDX));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "cca", "sgx", "hygondcu", "tee-of-tomorrow"})
  void aPlatformWithoutRulesIsContraindicated(String tee) throws Exception {
    assertEquals(List.of(33, 97, 36), policy.judge("{'" + tee + "':{'measurement':'aa'}}"));
  }

  @Test
  void allEightClaimsAreMade() throws Exception {
    assertEquals(
        8, TrustVector.of(policy.evaluate(SAMPLE).get("data.policy.trust_claims")).values().size());
  }

  @Test
  void aRecognisedSample() throws Exception {
    policy.reference("launch_digest", "['x','abcde']").reference("svn", "['1']");
    policy.reference("major_version", "1").reference("minimum_minor_version", "4");

    assertEquals(List.of(3, 2, 2), policy.judge(SAMPLE));
    assertEquals(List.of(3, 97, 2), policy.judge(SAMPLE.replace("'minor':4", "'minor':3")));
    assertEquals(List.of(3, 97, 2), policy.judge(SAMPLE.replace("'major':1", "'major':2")));
    assertEquals(List.of(3, 2, 36), policy.judge(SAMPLE.replace("false", "true")));
  }

  @Test
  void aMinimumMayStandInAListOrBeAbsent() throws Exception {
    policy.reference("svn", "'1'").reference("major_version", "[1]");
    assertEquals(List.of(33, 2, 2), policy.judge(SAMPLE));
    assertEquals(List.of(33, 97, 2), policy.judge(SAMPLE.replace(",'minor':4", "")));

    assertEquals(List.of(33, 2, 2), policy.reference("minimum_minor_version", "[4]").judge(SAMPLE));
    assertEquals(
        List.of(33, 97, 2), policy.reference("minimum_minor_version", "[5]").judge(SAMPLE));
  }

  @Test
  void aClaimThatIsNullIsNotRecognisedByAnAbsentReference() throws Exception {
    assertEquals(List.of(33, 97, 36), policy.judge("{'snp':{'measurement':null}}"));
  }

  @Test
  void aRecognisedSnp() throws Exception {
    policy.reference("snp_launch_measurement", "['aa']");
    policy.reference("snp_bootloader", "[3]").reference("snp_microcode", "[115]");
    policy.reference("snp_snp_svn", "[8]").reference("snp_tee_svn", "[0]");
    assertEquals(List.of(3, 2, 3), policy.judge(SNP));

    policy.reference("snp_smt_enabled", "[true]").reference("snp_tsme_enabled", "[false]");
    policy.reference("snp_guest_abi_major", "[0]").reference("snp_guest_abi_minor", "[31]");
    policy.reference("snp_single_socket", "[false]").reference("snp_smt_allowed", "[true]");
    assertEquals(List.of(3, 2, 2), policy.judge(SNP));
    assertEquals(
        List.of(3, 2, 36),
        policy.judge(SNP.replace("'policy_debug_allowed':false", "'policy_debug_allowed':true")));
    assertEquals(
        List.of(3, 2, 36),
        policy.judge(SNP.replace("'policy_migrate_ma':false", "'policy_migrate_ma':true")));
    assertEquals(
        List.of(3, 97, 2),
        policy.judge(SNP.replace("'reported_tcb_snp':8", "'reported_tcb_snp':7")));
  }

  @Test
  void aRecognisedTdx() throws Exception {
    policy.reference("rtmr_1", "['r1']").reference("rtmr_2", "['r2']");
    policy.reference("mr_td", "['td']").reference("xfam", "['x']");
    assertEquals(List.of(4, 2, 2), policy.judge(TDX));

    policy.reference("tdvfkernel", "['k']").reference("tdvfkernelparams", "['p']");
    assertEquals(List.of(3, 2, 2), policy.judge(TDX));
    assertEquals(List.of(4, 2, 2), policy.judge(TDX.replace("File(kernel)", "File(other)")));
    assertEquals(List.of(33, 2, 2), policy.judge(TDX.replace("'r1'", "'r9'")));
    assertEquals(List.of(3, 97, 2), policy.judge(TDX.replace("UpToDate", "OutOfDate")));
    assertEquals(List.of(3, 97, 2), policy.judge(TDX.replace("81000000", "00000000")));
    assertEquals(
        List.of(3, 97, 2),
        policy.judge(TDX.replace("expiration_status':'0'", "expiration_status':'1'")));
    assertEquals(List.of(3, 2, 36), policy.judge(TDX.replace("'debug':false", "'debug':true")));
  }

  @Test
  void aRecognisedSnpOnAzure() throws Exception {
    String evidence =
        "{'az-snp-vtpm':{'measurement':'aa','tpm':{'pcr11':'p'},'reported_tcb_bootloader':'3',"
            + "'reported_tcb_microcode':'115','reported_tcb_snp':'8','reported_tcb_tee':'0',"
            + "'policy_debug_allowed':'false','platform_smt_enabled':'true',"
            + "'platform_tsme_enabled':'false','policy_abi_major':'0','policy_abi_minor':'31',"
            + "'policy_single_socket':'false','policy_smt_allowed':'true'}}";
    assertEquals(List.of(33, 97, 36), policy.judge(evidence));
    policy.reference("measurement", "['aa']").reference("snp_pcr11", "['p']");
    policy.reference("tcb_bootloader", "['3']").reference("tcb_microcode", "['115']");
    policy.reference("tcb_snp", "['8']").reference("tcb_tee", "['0']");
    policy.reference("smt_enabled", "['true']").reference("tsme_enabled", "['false']");
    policy.reference("abi_major", "['0']").reference("abi_minor", "['31']");
    policy.reference("single_socket", "['false']").reference("smt_allowed", "['true']");

    assertEquals(List.of(3, 2, 2), policy.judge(evidence));
    assertEquals(
        List.of(3, 2, 36),
        policy.judge(
            evidence.replace("'policy_debug_allowed':'false'", "'policy_debug_allowed':'true'")));
  }

  @Test
  void aRecognisedTdxOnAzure() throws Exception {
    String evidence = TDX.replace("{'tdx':{", "{'az-tdx-vtpm':{'tpm':{'pcr11':'p'},");
    assertEquals(List.of(33, 97, 36), policy.judge(evidence));
    policy.reference("tdx_pcr11", "['p']").reference("mr_td", "['td']").reference("xfam", "['x']");

    assertEquals(List.of(3, 2, 2), policy.judge(evidence));
    assertEquals(List.of(3, 97, 2), policy.judge(evidence.replace("UpToDate", "OutOfDate")));
    assertEquals(
        List.of(3, 2, 36), policy.judge(evidence.replace("'debug':false", "'debug':true")));
  }

  @Test
  void aTpmIsWorthWhatItsKeyIs() throws Exception {
    String evidence = "{'tpm':{'ak_public':'ak','pcr11':'p'}}";
    assertEquals(List.of(33, 97, 0), policy.judge(evidence));
    assertEquals(List.of(33, 97, 0), policy.reference("tpm_pcr11", "['p']").judge(evidence));

    assertEquals(List.of(3, 2, 0), policy.reference("trusted_aks", "['ak']").judge(evidence));
  }

  @Test
  void secureExecutionSpeaksForItself() throws Exception {
    assertEquals(List.of(3, 2, 2), policy.judge("{'se':{'tag':'00'}}"));
  }

  @Test
  void whatInitDataLetsRunIsNamed() throws Exception {
    String evidence =
        "{'snp':{},'init_data':'00','init_data_claims':{'agent_policy_claims':{'containers':["
            + "{'OCI':{'Annotations':{'io.kubernetes.cri.image-name':'reg/a:1'},"
            + "'Process':{'User':{'UID':65535}}}},{'OCI':{'Process':{'User':{'UID':0}}}}]}}}";

    assertEquals(
        "{\"ear.trustee.identifiers\":{\"validated\":"
            + "{\"container_images\":[\"reg/a:1\"],\"container_uids\":[65535,0]}}}",
        new String(Json.write(policy.extensions(evidence)), StandardCharsets.UTF_8));
  }

  @Test
  void withoutInitDataNothingIsNamed() throws Exception {
    Map<String, ?> nothing = Map.of("ear.trustee.identifiers", Map.of("validated", Map.of()));

    assertEquals(nothing, policy.extensions(SNP));
    assertEquals(nothing, policy.extensions("{'snp':{},'init_data_claims':null}"));
  }
}
