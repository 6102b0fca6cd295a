# A guest gets resources if each of its submodules, and at least one, was appraised as affirming: its
# hardware, software and configuration all match reference values.

package policy

import rego.v1

default allow = false

allow if {
	data.plugin == "resource"
	count(input.submods) > 0
	not doubtful
}

doubtful if {
	some _, submod in input.submods
	not submod["ear.status"] == "affirming"
}
