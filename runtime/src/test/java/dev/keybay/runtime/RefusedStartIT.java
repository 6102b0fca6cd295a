package dev.keybay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts that must not succeed: each says why and what to do, and ends with another code than 0.
 */
class RefusedStartIT {
  @TempDir Path temp;
  private TestHome home;

  @BeforeEach
  void unpack() throws IOException {
    home = TestHome.in(temp);
  }

  @Test
  void javaThatIsTooOld() throws Exception {
    Path java = Files.createDirectories(temp.resolve("old/bin")).resolve("java");
    Files.writeString(
        java, "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \"11.0.2\" 2019' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment = Map.of("JAVA_HOME", temp.resolve("old").toString());
    assertRefused(
        environment, "Java 11.0.2 at " + java + " is too old. Install Java 17 or later", "start");
  }

  @Test
  void aPortThatIsNone() throws Exception {
    assertRefused(Map.of("KEYBAY_PORT", "65536"), "a number from 0 to 65535", "start");
  }

  @Test
  void dataOfANewerKeybay() throws Exception {
    Files.writeString(Files.createDirectories(data()).resolve("version"), "2\n");
    assertRefused(Map.of(), "was made by a newer Keybay (its version is 2", start());
    assertEquals("2\n", Files.readString(data().resolve("version")));
    assertFalse(Files.exists(data().resolve("cache")));
  }

  @Test
  void aDataFolderThatCannotBeWritten() throws Exception {
    assertRefused(
        Map.of("KEYBAY_DATA", "/proc/keybay"), "cannot write to the data folder", start());
  }

  @Test
  void aSettingThatIsNotOne() throws Exception {
    assertRefused(Map.of(), "expected NAME.KEY=VALUE", start("--set", "nonsense"));
  }

  @Test
  void aSettingThatNobodyHas() throws Exception {
    assertRefused(
        Map.of("KEYBAY_SET", "nosuch.key=secret"),
        "--set nosuch.key: nothing has settings of the name \"nosuch\"",
        start());
  }

  @Test
  void aBrokenSettingsFile() throws Exception {
    Path file = home.path().resolve("conf/plugin.hello.json");
    Files.writeString(file, "{\n  \"a\": 1,\n}");
    assertRefused(Map.of(), "plugin.hello.json, line 3, column ", start());
  }

  @Test
  void aSigningKeyThatIsNotThere() throws Exception {
    Path file = home.path().resolve("conf/nope.pem");
    assertRefused(
        Map.of(),
        "keybay.token: signerKey: expected a private key on P-256 in PEM (PKCS#8, or SEC 1 as"
            + " openssl ecparam writes it) in "
            + file
            + "; there is no such file",
        start("--set", "token.signerKey=nope.pem"));
  }

  @Test
  void noTrustInAnyToken() throws Exception {
    assertRefused(
        Map.of(),
        "expected trustedCertificates or trustedJwkSets",
        start("--set", "token.ownTokens=false"));
  }

  @Test
  void anAccessRuleThatIsNoExpression() throws Exception {
    Path file = home.path().resolve("conf/admin.acl~x.json");
    Files.writeString(file, "{\"role\": \"x\",\n \"allowedEndpoints\": \"^/kbs/([$\"}");
    assertRefused(
        Map.of(),
        "\"allowedEndpoints\": expected a regular expression, got ^/kbs/([$, wrong at",
        start());
  }

  @Test
  void aSettingsFolderThatIsNotThere() throws Exception {
    assertRefused(Map.of(), "there is no settings folder", start("--conf", "/nowhere"));
  }

  @Test
  void aBundleThatLacksAPackage() throws Exception {
    home.withoutThePackage("com.example.missing");
    assertRefused(
        Map.of(),
        "incomplete 0.0.0 needs the package com.example.missing, which no bundle exports",
        start());
  }

  @Test
  void stopAndShellAndStatusWithoutABroker() throws Exception {
    for (String command : new String[] {"stop", "shell", "status"}) {
      try (KeybayProcess keybay = KeybayProcess.run(home, Map.of(), command)) {
        assertEquals(3, keybay.exit(), keybay.err());
      }
    }
  }

  private void assertRefused(Map<String, String> environment, String expected, String... command)
      throws IOException, InterruptedException {
    try (KeybayProcess keybay = KeybayProcess.run(home, environment, command)) {
      assertEquals(1, keybay.exit(), keybay.err());
      assertTrue(keybay.err().contains("keybay: "), keybay.err());
      assertTrue(keybay.err().contains(expected), keybay.err());
      assertFalse(keybay.err().contains("\tat "), "no stack trace: " + keybay.err());
      assertFalse(keybay.err().contains(" ERROR "), "said once: " + keybay.err());
      assertFalse(keybay.err().contains("secret"), keybay.err());
      assertEquals("", keybay.out());
      assertFalse(Files.exists(data().resolve("run/pid")));
    }
  }

  private static String[] start(String... more) {
    String[] command = new String[more.length + 3];
    System.arraycopy(new String[] {"start", "--port", "0"}, 0, command, 0, 3);
    System.arraycopy(more, 0, command, 3, more.length);
    return command;
  }

  private Path data() {
    return home.path().resolve("data");
  }
}
