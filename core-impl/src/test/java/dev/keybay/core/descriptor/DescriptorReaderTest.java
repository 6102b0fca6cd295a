package dev.keybay.core.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.access.Auth;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorReaderTest {

  @Test
  void theSmallestDescriptorIsEnough() throws Exception {
    Descriptor descriptor = read("summary: Says hello");
    assertTrue(descriptor.name().isEmpty());
    assertEquals(List.of(), descriptor.routes());
  }

  @Test
  void interfacesHaveRulesInEitherSpelling() throws Exception {
    String rule = "access: [ { methods: [GET], path: '**', auth: attested, encrypt: jwe } ]";
    for (String text :
        List.of(
            "interfaces:\n  launch: { " + rule + " }",
            "interfaces:\n  launch:\n    - backend: x\n    - " + rule)) {
      var found =
          read(text).interfaces().get("launch").find("r", "GET", List.of("a", "b")).orElseThrow();
      assertEquals(Auth.ATTESTED, found.auth());
      assertTrue(found.sealed());
    }
  }

  @Test
  void defaultsAreJsonValues() throws Exception {
    Map<String, Object> defaults =
        read("default_config: { a: 1, b: [true, null], c: { d: '1' }, e: 1.5 }").defaults();
    assertEquals(1L, defaults.get("a"));
    assertEquals(1.5, defaults.get("e"));
    assertEquals(Map.of("d", "1"), defaults.get("c"));
  }

  @Test
  void theAuthorsOwnFieldsAreIgnored() throws Exception {
    read("x-team: { anything: [goes] }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sumary: x | line 1, column 1: unknown field 'sumary'; did you mean 'summary'?",
        "format: 3 | line 1, column 9: this host knows descriptors of format 2",
        "version: 1.0 | line 1, column 10: expected three numbers",
        "name: Hello World | line 1, column 7: expected lower-case letters",
        "routes: hello | line 1, column 9: a list of first path segments was expected",
        "interfaces: { launch: { access: [ { methods: [FETCH], auth: public } ] } } | found FETCH",
        "interfaces: { launch: { access: [ { auth: nobody } ] } } | found 'nobody'",
        "interfaces: { launch: { access: [ { path: x } ] } } | auth: is missing",
        "interfaces: { launch: { acces: [] } } | did you mean 'access'?",
        "interfaces: { launch: { access: [ { auth: public, encrypt: jwe } ] } } | needs auth",
        "summary: &x hello | anchors are not allowed",
        "summary: !foo hello | tags are not allowed",
        "summary: [ | line",
        "[1, 2] | a mapping of fields was expected",
      })
  void whatIsWrongIsSaidWithItsPlace(String yaml, String expected) {
    DescriptorException wrong = assertThrows(DescriptorException.class, () -> read(yaml));
    assertTrue(wrong.getMessage().contains(expected.trim()), wrong.getMessage());
  }

  @Test
  void duplicateKeysAreRefused() {
    DescriptorException wrong =
        assertThrows(DescriptorException.class, () -> read("summary: a\nsummary: b"));
    assertTrue(wrong.getMessage().contains("line 2"), wrong.getMessage());
  }

  @Test
  void depthAndSizeAreBounded() {
    assertThrows(
        DescriptorException.class,
        () -> read("default_config: " + "[".repeat(40) + "]".repeat(40)));
    assertThrows(DescriptorException.class, () -> read("summary: x\n" + "#".repeat(300_000)));
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    assertThrows(
        DescriptorException.class, () -> DescriptorReader.read(new byte[] {(byte) 0xff, 0x20}));
  }

  private static Descriptor read(String yaml) throws DescriptorException {
    return DescriptorReader.read(yaml.getBytes(StandardCharsets.UTF_8));
  }
}
