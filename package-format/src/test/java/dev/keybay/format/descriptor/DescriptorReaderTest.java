package dev.keybay.format.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.access.Auth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

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
      assertEquals(Auth.ATTESTED, found.requires().auth());
      assertTrue(found.requires().sealed());
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
        "format: 3 | line 1, column 9: this host is too old: format 3 needs a later Keybay",
        "format: 1 | line 1, column 9: expected format: 2",
        "status: life | did you mean 'live'?",
        "compatibility: { jav: 17 } | did you mean 'java'?",
        "permissions: { host: [secrets.reed] } | did you mean 'secrets.read'?",
        "limits: { heap: 64MB } | for example 64MiB; found '64MB'",
        "requires: [ { range: 1.0 } ] | line 1, column 13: plugin: is missing",
        "interfaces: { launch: [ { access: [] }, { access: [] } ] } | is given twice",
        "a: *b | aliases are not allowed",
        "'' | found nothing",
        "version: 1.0 | line 1, column 10: expected three numbers",
        "name: Hello World | line 1, column 7: expected lower-case letters",
        "routes: hello | line 1, column 9: routes: a list was expected; found 'hello'",
        "interfaces: { launch: { access: [ { methods: [FETCH], auth: public } ] } } | found 'FETCH'",
        "interfaces: { launch: { access: [ { auth: nobody } ] } } | found 'nobody'",
        "interfaces: { launch: { access: [ { path: x } ] } } | auth: is missing",
        "interfaces: { launch: { acces: [] } } | did you mean 'access'?",
        "interfaces: { launch: { access: [ { auth: public, encrypt: jwe } ] } } | needs auth",
        "interfaces: { launch: { access: [ { auth: public, role: values } ] } } | needs auth",
        "interfaces: { launch: { access: [ { auth: public, policy: x } ] } } | policy needs auth",
        "interfaces: { launch: { access: [ { auth: attested, policy: a/b } ] } } | 128 characters",
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
    // As deep as the size allows: what recursed over it would end the thread.
    assertThrows(DescriptorException.class, () -> read("ui: " + "[".repeat(200_000)));
    assertThrows(DescriptorException.class, () -> read("ui: " + "{a: ".repeat(60_000)));
    assertThrows(DescriptorException.class, () -> read("- ".repeat(100_000)));
    assertThrows(DescriptorException.class, () -> read("summary: x\n" + "#".repeat(300_000)));
  }

  @Test
  void bytesThatAreNoTextAreRefusedWithTheirPlace() {
    DescriptorException wrong =
        assertThrows(
            DescriptorException.class,
            () -> DescriptorReader.read(new byte[] {'#', '\n', '#', (byte) 0xff, 0x20}));
    assertTrue(wrong.getMessage().contains("line 2, column 2"), wrong.getMessage());
  }

  @Test
  void manyKeysAreReadInTimeThatGrowsWithTheirNumber() throws Exception {
    StringBuilder yaml = new StringBuilder("default_config:\n");
    for (int i = 0; i < 20_000; i++) {
      yaml.append(" k").append(i).append(": 1\n");
    }
    assertEquals(20_000, read(yaml.toString()).defaults().size());
  }

  @Test
  void aLaterFormatNamesTheHostThatItAsksFor() {
    UnknownFormatException tooOld =
        assertThrows(
            UnknownFormatException.class,
            () -> read("news: 1\ncompatibility: { host: '[2.1,3)' }\nformat: 3"));
    assertTrue(
        tooOld.getMessage().contains("line 3, column 9")
            && tooOld
                .getMessage()
                .contains("format 3 needs Keybay ≥ 2.1; it knows formats 1 and 2"),
        tooOld.getMessage());
  }

  @Test
  void everyFieldIsRead() throws Exception {
    Descriptor all =
        read(
            """
            summary: Says hello
            status: certification
            compatibility: { host: '[1.0,2)', java: 17, hotpluggable: false }
            requires: [ { plugin: resource, range: '[1.0,2)', message: Keys } ]
            conflicts: [ { plugin: old } ]
            backend_component: com.acme.Hello
            interfaces: { admin: { backend: com.acme.Admin, access: [] } }
            orders: [ { type: key } ]
            permissions: { host: [store.own], network: [a:1], files: [/etc] }
            isolation: { mode: process, minimum: in-process }
            limits: { heap: 64MiB, cpu: 0.5, callTimeout: 1500ms }
            trust: { requested: reviewed }
            provenance: { revision: 1a2b }
            health: { interval: 10s, failuresBeforeUnhealthy: 3 }
            """);
    assertEquals(Optional.of(Status.CERTIFICATION), all.about().status());
    assertTrue(all.compatibility().java().orElseThrow().includes(new Version(17, 0, 9)));
    assertFalse(all.compatibility().hotpluggable());
    assertTrue(all.requires().get(0).takes("resource", "1.9.0"));
    assertFalse(all.requires().get(0).takes("resource", "2.0.0"));
    assertTrue(all.conflicts().get(0).takes("old", "0.0.1"));
    assertEquals(Optional.of("com.acme.Hello"), all.code().backendComponent());
    assertEquals(Optional.of("com.acme.Admin"), all.code().interfaces().get("admin").backend());
    assertEquals(List.of(Map.of("type", "key")), all.documents().orders());
    Requests asked = all.requests();
    assertEquals(Set.of("store.own"), asked.permissions().host());
    assertEquals(Optional.of(IsolationMode.IN_PROCESS), asked.isolation().minimum());
    assertEquals(Optional.of(64L << 20), asked.limits().heap());
    assertEquals(Optional.of(Duration.ofMillis(1500)), asked.limits().callTimeout());
    assertEquals(Optional.of(TrustLevel.REVIEWED), asked.trust());
    assertEquals(Optional.of("1a2b"), asked.provenance().revision());
    assertEquals(Optional.of(3), all.health().failuresBeforeUnhealthy());
    assertEquals(List.of("description", "maintainer", "licenses"), all.missingToPublish());
  }

  private static Descriptor read(String yaml) throws DescriptorException {
    return DescriptorReader.read(yaml.getBytes(StandardCharsets.UTF_8));
  }
}
