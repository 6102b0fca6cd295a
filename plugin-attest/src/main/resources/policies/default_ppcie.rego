# Appraises protected PCIe: all GPUs and switches of one machine, seen together. The verifier gives this
# evidence only where their number and links are consistent, which is a matter of configuration; what each
# device is stands in its own submodule. Kept as default_ppcie.

package policy

import rego.v1

trust_claims := {
	"instance-identity": 0,
	"configuration": 2,
	"executables": 0,
	"file-system": 0,
	"hardware": 0,
	"runtime-opaque": 0,
	"storage-opaque": 0,
	"sourced-data": 0,
}
