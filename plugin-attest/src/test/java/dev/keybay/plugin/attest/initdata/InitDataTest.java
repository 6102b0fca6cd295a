package dev.keybay.plugin.attest.initdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitDataTest {
  private static final String HEAD = "version = \"0.1.0\"\nalgorithm = \"sha256\"\n[data]\n";

  @Test
  void theDigestIsOverTheExactBytes() throws Exception {
    assertEquals(
        "ccEog+kuNQQwkEtW0oOHWhogma0e/Icyzz/NJlvf56w=",
        Base64.getEncoder().encodeToString(read(HEAD + "\"k\" = \"v\"\n").digest()));
  }

  @ParameterizedTest
  @CsvSource({"sha256,32", "sha384,48", "sha512,64"})
  void theDocumentNamesItsDigest(String algorithm, int length) throws Exception {
    assertEquals(length, read(HEAD.replace("sha256", algorithm)).digest().length);
  }

  @Test
  void textsOfEveryKindOfQuoting() throws Exception {
    assertEquals(
        Map.of("basic", "a\"\u00e9\n", "literal", "a\\n", "multi", "one\ntwo\n", "raw", "x\\y\n"),
        read(HEAD
                + "basic = \"a\\\"\\u00e9\\n\"\n"
                + "literal = 'a\\n'\n"
                + "multi = \"\"\"\none\ntwo\n\"\"\"\n"
                + "raw = '''\nx\\y\n'''\n")
            .data());
  }

  @Test
  void configurationsOfTheGuestsComponentsAreOpened() throws Exception {
    assertEquals(
        Map.of(
            "cdh.toml",
            Map.of("socket", "unix:///run/cdh.sock", "kbc", Map.of("name", "cc_kbc", "n", 1)),
            "aa.toml",
            Map.of("list", List.of("a", "b"), "on", true),
            "other.toml",
            "a = 1"),
        read(HEAD
                + "\"cdh.toml\" = '''\nsocket = 'unix:///run/cdh.sock'\n[kbc]\nname = 'cc_kbc'\nn ="
                + " 1\n'''\n\"aa.toml\" = '''\nlist = ['a', 'b']\non = true\n'''\n"
                + "\"other.toml\" = 'a = 1'\n")
            .claims());
  }

  @Test
  void aConfigurationThatIsNoTomlStaysText() throws Exception {
    assertEquals(
        Map.of("cdh.toml", "not = = toml"),
        read(HEAD + "\"cdh.toml\" = 'not = = toml'\n").claims());
  }

  @Test
  void theDataOfAnAgentPolicyBecomesClaims() throws Exception {
    assertEquals(
        Map.of("agent_policy_claims", Map.of("containers", List.of(Map.of("OCI", Map.of())))),
        read(HEAD
                + "\"policy.rego\" = '''\npackage agent_policy\ndefault allow := false\n"
                + "policy_data := {\"containers\": [{\"OCI\": {}}]}\n'''\n")
            .claims());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "package agent_policy\n",
        "policy_data := {\"a\": 1}\nallow := true\n",
        "policy_data := {not json}\n"
      })
  void anAgentPolicyOfAnotherFormStaysText(String policy) throws Exception {
    assertEquals(
        Map.of("policy.rego", policy),
        read(HEAD + "\"policy.rego\" = '''\n" + policy + "'''\n").claims());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no toml at all",
        "version = \"0.1.0\"\nalgorithm = \"sha256\"\n",
        "algorithm = \"sha256\"\n[data]\n",
        "version = \"0.1.0\"\n[data]\n",
        "version = 1\nalgorithm = \"sha256\"\n[data]\n",
        "version = \"0.1.0\"\nalgorithm = \"md5\"\n[data]\n",
        "version = \"0.1.0\"\nalgorithm = \"SHA256\"\n[data]\n",
        "version = \"0.1.0\"\nalgorithm = \"sha256\"\ndata = \"text\"\n",
        "version = \"0.1.0\"\nalgorithm = \"sha256\"\n[data]\nk = 1\n",
        "version = \"0.1.0\"\nalgorithm = \"sha256\"\n[data]\nk = \"a\"\nk = \"b\"\n",
        "version = \"0.1.0\"\nalgorithm = \"sha256\"\n[data]\n[data]\n"
      })
  void aDocumentOfAnotherFormIsRefused(String body) {
    assertThrows(JsonException.class, () -> read(body));
  }

  @Test
  void onlyTomlIsTaken() throws Exception {
    JsonObject message = JsonObject.of(Map.of("format", "json", "body", "{}"), "");

    assertThrows(JsonException.class, () -> InitData.of(message));
  }

  @Test
  void deepNestingIsRefused() {
    assertThrows(
        JsonException.class,
        () -> read("a = " + "[".repeat(5000) + "]".repeat(5000) + "\n" + HEAD));
  }

  private static InitData read(String body) throws JsonException {
    return InitData.of(JsonObject.of(Map.of("format", "toml", "body", body), ""));
  }
}
