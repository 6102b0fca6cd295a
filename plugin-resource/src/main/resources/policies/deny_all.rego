# No guest gets anything from any plugin.

package policy

import rego.v1

default allow = false
