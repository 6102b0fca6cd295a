# Appraises the evidence of NVIDIA GPUs as NVIDIA's attestation service reports it. Kept as default_gpu;
# replace it by POST /kbs/v0/attestation-policy. See default_cpu for what the values mean.

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

# A genuine report for this handshake, of firmware whose measurements are the published ones.
hardware := 2 if {
	input.nvidia["x-nvidia-gpu-arch-check"] == true
	input.nvidia["x-nvidia-gpu-attestation-report-parsed"] == true
	input.nvidia["x-nvidia-gpu-attestation-report-nonce-match"] == true
	input.nvidia["x-nvidia-gpu-attestation-report-signature-verified"] == true
	input.nvidia["x-nvidia-gpu-vbios-rim-signature-verified"] == true
	input.nvidia["x-nvidia-gpu-vbios-rim-measurements-available"] == true
	recognised(input.nvidia["x-nvidia-gpu-vbios-version"], "allowed_vbios_versions")
}

# The driver is one that the operator allows, and its measurements are the published ones.
executables := 3 if {
	input.nvidia.measres == "success"
	input.nvidia["x-nvidia-gpu-driver-rim-signature-verified"] == true
	input.nvidia["x-nvidia-gpu-driver-rim-measurements-available"] == true
	recognised(input.nvidia["x-nvidia-gpu-driver-version"], "allowed_driver_versions")
}

configuration := 2 if {
	input.nvidia.secboot == true
	input.nvidia.dbgstat == "disabled"
}
