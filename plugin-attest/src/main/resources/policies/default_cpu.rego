# Appraises the evidence of CPUs. Kept as default_cpu; replace it by POST /kbs/v0/attestation-policy.
#
# input is the verified evidence: the claims under the name of the TEE, and init_data_claims where the
# guest was started with init-data. trust_claims is an AR4SI trustworthiness vector: 2 to 31 affirms, 32 to
# 95 warns, 96 and above contradicts, -1 to 1 says nothing. query_reference_value(id) gives what the
# operator has registered as good, one value or a list of them; null if nothing.
#
# Without reference values every platform stays at the defaults below. csv, cca, sgx and hygondcu have no
# rules here; to trust one, write them.

package policy

import rego.v1

# 33: code was loaded that is not recognised.
default executables := 33

# 97: hardware or firmware that should be recognised is not.
default hardware := 97

# 36: what matters of the configuration is not known.
default configuration := 36

trust_claims := {
	"instance-identity": 0,
	"configuration": configuration,
	"executables": executables,
	"file-system": 0,
	"hardware": hardware,
	"runtime-opaque": 0,
	"storage-opaque": 0,
	"sourced-data": 0,
}

# Whether the operator has registered the value, alone or in a list. An id without a reference value
# recognises nothing, not even a claim that is null.
recognised(value, id) if value in query_reference_value(id)

recognised(value, id) if {
	reference := query_reference_value(id)
	reference != null
	value == reference
}

# Whether the value is no less than what the operator has registered, alone or in a list. Where there is
# no minimum every value will do: null sorts before all others.
at_least(value, id) if value >= query_reference_value(id)

at_least(value, id) if {
	some minimum in query_reference_value(id)
	is_number(minimum)
	value >= minimum
}

# --- sample

executables := 3 if recognised(input.sample.launch_digest, "launch_digest")

hardware := 2 if {
	recognised(input.sample.svn, "svn")
	recognised(input.sample.platform_version.major, "major_version")
	at_least(input.sample.platform_version.minor, "minimum_minor_version")
}

configuration := 2 if input.sample.debug == false

# --- AMD SEV-SNP

executables := 3 if recognised(input.snp.measurement, "snp_launch_measurement")

hardware := 2 if {
	recognised(input.snp.reported_tcb_bootloader, "snp_bootloader")
	recognised(input.snp.reported_tcb_microcode, "snp_microcode")
	recognised(input.snp.reported_tcb_snp, "snp_snp_svn")
	recognised(input.snp.reported_tcb_tee, "snp_tee_svn")
}

# Nobody outside can look into the guest or move it elsewhere.
snp_sealed if {
	input.snp.policy_debug_allowed == false
	input.snp.policy_migrate_ma == false
}

# 2: the approved configuration. 3: none with a known weakness.
configuration := 2 if {
	snp_sealed
	recognised(input.snp.platform_smt_enabled, "snp_smt_enabled")
	recognised(input.snp.platform_tsme_enabled, "snp_tsme_enabled")
	recognised(input.snp.policy_abi_major, "snp_guest_abi_major")
	recognised(input.snp.policy_abi_minor, "snp_guest_abi_minor")
	recognised(input.snp.policy_single_socket, "snp_single_socket")
	recognised(input.snp.policy_smt_allowed, "snp_smt_allowed")
} else := 3 if snp_sealed

# --- Intel TDX

# The runtime measurements are those of the operator; and (3) so are kernel and command line, which the
# event log tells apart.
executables := 3 if {
	tdx_measured
	tdx_kernel
	tdx_kernel_parameters
} else := 4 if tdx_measured

tdx_measured if {
	recognised(input.tdx.quote.body.rtmr_1, "rtmr_1")
	recognised(input.tdx.quote.body.rtmr_2, "rtmr_2")
}

tdx_kernel if {
	some entry in input.tdx.uefi_event_logs
	entry.type_name == "EV_EFI_BOOT_SERVICES_APPLICATION"
	"File(kernel)" in entry.details.device_paths
	some digest in entry.digests
	recognised(digest.digest, "tdvfkernel")
}

tdx_kernel_parameters if {
	some entry in input.tdx.uefi_event_logs
	entry.type_name == "EV_EVENT_TAG"
	entry.details.string == "LOADED_IMAGE::LoadOptions"
	some digest in entry.digests
	recognised(digest.digest, "tdvfkernelparams")
}

hardware := 2 if {
	tdx_genuine(input.tdx)
	recognised(input.tdx.quote.body.mr_td, "mr_td")
}

configuration := 2 if {
	input.tdx.td_attributes.debug == false
	recognised(input.tdx.quote.body.xfam, "xfam")
}

# A TD quote (type 0x81) of Intel's quoting enclave, on a platform without open advisories, judged by
# collateral that has not expired.
tdx_genuine(claims) if {
	claims.quote.header.tee_type == "81000000"
	claims.quote.header.vendor_id == "939a7233f79c4ca9940a0db3957f0607"
	claims.tcb_status == "UpToDate"
	claims.collateral_expiration_status == "0"
}

# --- SEV-SNP behind Azure's vTPM, whose claims are all texts

az_snp := input["az-snp-vtpm"]

executables := 3 if {
	recognised(az_snp.measurement, "measurement")
	recognised(az_snp.tpm.pcr11, "snp_pcr11")
}

hardware := 2 if {
	recognised(az_snp.reported_tcb_bootloader, "tcb_bootloader")
	recognised(az_snp.reported_tcb_microcode, "tcb_microcode")
	recognised(az_snp.reported_tcb_snp, "tcb_snp")
	recognised(az_snp.reported_tcb_tee, "tcb_tee")
}

configuration := 2 if {
	not az_snp.policy_debug_allowed in [true, "true"]
	recognised(az_snp.platform_smt_enabled, "smt_enabled")
	recognised(az_snp.platform_tsme_enabled, "tsme_enabled")
	recognised(az_snp.policy_abi_major, "abi_major")
	recognised(az_snp.policy_abi_minor, "abi_minor")
	recognised(az_snp.policy_single_socket, "single_socket")
	recognised(az_snp.policy_smt_allowed, "smt_allowed")
}

# --- TDX behind Azure's vTPM

az_tdx := input["az-tdx-vtpm"]

executables := 3 if recognised(az_tdx.tpm.pcr11, "tdx_pcr11")

hardware := 2 if {
	tdx_genuine(az_tdx)
	recognised(az_tdx.quote.body.mr_td, "mr_td")
}

configuration := 2 if {
	not az_tdx.td_attributes.debug == true
	recognised(az_tdx.quote.body.xfam, "xfam")
}

# --- TPM

# Without a key that the operator knows, a quote may come from any TPM, a software one included.
tpm_known if recognised(input.tpm.ak_public, "trusted_aks")

executables := 3 if {
	tpm_known
	recognised(input.tpm.pcr11, "tpm_pcr11")
}

hardware := 2 if tpm_known

configuration := 0 if input.tpm

# --- IBM Secure Execution: the image decides over all of it, and evidence exists only for a known image

executables := 3 if input.se

hardware := 2 if input.se

configuration := 2 if input.se

# --- what the guest's init-data lets run in it

containers := input.init_data_claims.agent_policy_claims.containers

container_images := [image |
	some container in containers
	image := container.OCI.Annotations["io.kubernetes.cri.image-name"]
]

container_uids := [uid |
	some container in containers
	uid := container.OCI.Process.User.UID
]

validated["container_images"] := container_images if count(container_images) > 0

validated["container_uids"] := container_uids if count(container_uids) > 0

extensions := [{
	"name": "ear.trustee.identifiers",
	"key": -18,
	"value": {"validated": validated},
}]
