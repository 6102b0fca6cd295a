package policy

import rego.v1

default executables := 33

default hardware := 97

default configuration := 36

default file_system := 0

# What has a rule of its own, and what is always the same.
trust_claims := {
	"executables": executables,
	"hardware": hardware,
	"configuration": configuration,
	"file-system": file_system,
	"instance-identity": 0,
	"runtime-opaque": 0,
	"storage-opaque": 0,
	"sourced-data": 0,
}

##### Sample

executables := 3 if {
	input.sample
	input.sample.launch_digest in query_reference_value("launch_digest")
}

hardware := 2 if {
	input.sample
	input.sample.svn in query_reference_value("svn")
	input.sample.platform_version.major == query_reference_value("major_version")
	input.sample.platform_version.minor >= query_reference_value("minimum_minor_version")
}

##### TDX

executables := 3 if {
	input.tdx
	input.tdx.quote.body.rtmr_1 in query_reference_value("rtmr_1")
	input.tdx.quote.body.rtmr_2 in query_reference_value("rtmr_2")
} else := 4 if {
	input.tdx
	input.tdx.quote.body.rtmr_1 in query_reference_value("rtmr_1")
}

hardware := 2 if {
	input.tdx.quote.header.tee_type == "81000000"
	input.tdx.quote.header.vendor_id == "939a7233f79c4ca9940a0db3957f0607"
	input.tdx.tcb_status == "UpToDate"
	input.tdx.collateral_expiration_status == "0"
	input.tdx.quote.body.mr_td in query_reference_value("mr_td")
}

configuration := 2 if {
	input.tdx.td_attributes.debug == false
	input.tdx.quote.body.xfam in query_reference_value("xfam")
}

##### IBM Secure Execution

executables := 3 if input.se

hardware := 2 if input.se

configuration := 2 if input.se

##### Identifiers of what runs

containers := input.init_data_claims.agent_policy_claims.containers

images := [name | name := containers[_].OCI.Annotations["io.kubernetes.cri.image-name"]]

uids := [uid | some c in containers; uid := c.OCI.Process.User.UID]

with_images := {"container_images": images} if count(images) > 0

else := {}

with_uids := {"container_uids": uids} if {
	count(uids) > 0
} else := {}

extensions := [{
	"name": "ear.trustee.identifiers",
	"key": -18,
	"value": {"validated": object.union_n([with_images, with_uids])},
}]
