# The resource policy of a fresh Keybay: every guest that has attested gets every resource, except one
# whose evidence comes from the sample TEE, because anyone can make that.
#
# input is the guest's attestation token. data.plugin, data["resource-path"] (the segments after the
# plugin's name) and data.query say what is asked for.

package policy

import rego.v1

default allow = false

allow if {
	data.plugin == "resource"
	not made_up
}

# The sample TEE, in whatever place of the token.
made_up if {
	some _, submod in input.submods
	submod["ear.veraison.annotated-evidence"].sample
}

# A sample device beside a real CPU harms nothing; one that stands alone does.
made_up if {
	not input.submods.cpu0
	some _, submod in input.submods
	submod["ear.veraison.annotated-evidence"].sampledevice
}
