package dev.keybay.itests.fuzz;

import java.util.List;

/** Valid texts to begin from. */
final class Seeds {
  static final List<String> RESOURCE_POLICIES =
      List.of(
          """
          package policy
          import rego.v1
          default allow := false
          allow if {
            data.plugin == "resource"
            some i, segment in data["resource-path"]
            startswith(segment, "fuzz")
            count([s | s := input.submods[_]["ear.status"]; s != "affirming"]) >= 0
          }
          """,
          """
          package policy
          default allow = false
          names := {n | some n, _ in input.submods}
          allow if { every n in names { regex.match(`^cpu\\d+$`, n) } ; not data.query.deny }
          else := json.unmarshal("true") if { sprintf("%d-%s", [1, "x"]) == "1-x" }
          f(x) := y if { y := (x * 3) % 7 }
          big[k] := v if { some k in numbers.range(1, 20); v := f(k) }
          """);

  static final List<String> ATTESTATION_POLICIES =
      List.of(
          """
          package policy
          import rego.v1
          default executables := 33
          default hardware := 97
          executables := 3 if input.sample.svn in query_reference_value("svn")
          hardware := 2 if { input.sample.platform_version.major == 1; input.sample.debug == false }
          trust_claims := {"executables": executables, "hardware": hardware}
          extensions := [{"name": "it.ext", "key": -70001, "value": object.get(input, "x", [])}]
          """);

  static final List<String> INIT_DATA =
      List.of(
          """
          version = "0.1.0"
          algorithm = "sha384"
          [data]
          "aa.toml" = '''
          [token_configs.kbs]
          url = "http://kbs.example"
          numbers = [1, 0x1F, 1e3, inf, -nan, 1979-05-27T07:32:00Z]
          '''
          "policy.rego" = '''
          package agent
          policy_data := {"containers": [{"OCI": {"Process": {"User": {"UID": 1}}}}]}
          '''
          other = \"\"\"x\\u00e9\"\"\"
          """);

  private Seeds() {}
}
