# Appraises the evidence of NVIDIA NVLink switches as NVIDIA's attestation service reports it. Kept as
# default_switch; replace it by POST /kbs/v0/attestation-policy. See default_cpu for what the values mean.

package policy

import rego.v1

default executables := 33

default hardware := 97

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

recognised(value, id) if value in query_reference_value(id)

recognised(value, id) if {
	reference := query_reference_value(id)
	reference != null
	value == reference
}

# A genuine report for this handshake.
genuine if {
	input.nvidia["x-nvidia-switch-arch-check"] == true
	input.nvidia["x-nvidia-switch-attestation-report-parsed"] == true
	input.nvidia["x-nvidia-switch-attestation-report-nonce-match"] == true
	input.nvidia["x-nvidia-switch-attestation-report-signature-verified"] == true
}

hardware := 2 if {
	genuine
	recognised(input.nvidia["x-nvidia-switch-bios-version"], "allowed_switch_bios_versions")
}

# A switch runs nothing but its firmware, whose measurements are the published ones.
executables := 3 if {
	genuine
	input.nvidia.measres == "success"
	input.nvidia["x-nvidia-switch-bios-rim-signature-verified"] == true
	input.nvidia["x-nvidia-switch-bios-rim-measurements-available"] == true
}

configuration := 2 if {
	input.nvidia.secboot == true
	input.nvidia.dbgstat == "disabled"
}
