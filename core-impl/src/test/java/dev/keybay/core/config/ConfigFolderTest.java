package dev.keybay.core.config;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFolderTest {
  private static final String DOOR = "(service.pid=keybay.door)";

  @TempDir Path temp;
  private Path conf;
  private SettingsFramework framework;

  @BeforeEach
  void start() throws Exception {
    conf = Files.createDirectory(temp.resolve("conf"));
    framework = new SettingsFramework(temp);
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  @Test
  void valuesComeInTheTypesOfTheMetatype() throws Exception {
    write(
        "door.json",
        """
        {"port": 8081, "compat": true, "ratio": 2, "mode": "open", "names": ["a,b", "c"]}
        """);
    folder(Map.of()).start();
    Dictionary<String, Object> door = framework.configuration(DOOR);
    assertEquals(8081, door.get("port"));
    assertEquals(true, door.get("compat"));
    assertEquals(2.0, door.get("ratio"));
    assertEquals("open", door.get("mode"));
    assertArrayEquals(new String[] {"a,b", "c"}, (String[]) door.get("names"));
  }

  @Test
  void whatHasNoFileGetsNoConfiguration() throws Exception {
    folder(Map.of()).start();
    assertTrue(framework.configuration(DOOR).isEmpty());
  }

  @Test
  void anInstanceOfAFactoryHasTheNameOfItsFile() throws Exception {
    write("guard~ops.json", "{\"name\": \"x\"}");
    folder(Map.of()).start();
    Dictionary<String, Object> guard = framework.configuration("(service.factoryPid=keybay.guard)");
    assertEquals("keybay.guard~ops", guard.get("service.pid"));
    assertEquals("x", guard.get("name"));
  }

  @Test
  void settingsOfAPluginPassAsTheyAre() throws Exception {
    write("plugin.resource_1_0.json", "{\"a\": 1, \"b\": {\"c\": [null]}, \"d\": \"t\"}");
    folder(Map.of("plugin.resource_1_0.e", "true", "plugin.hello.f", "text")).start();
    Dictionary<String, Object> resource =
        framework.configuration("(service.pid=keybay.plugin.resource_1_0)");
    assertEquals(1L, resource.get("a"));
    assertEquals("{\"c\":[null]}", resource.get("b"));
    assertEquals("t", resource.get("d"));
    assertEquals(true, resource.get("e"));
    assertArrayEquals(new String[] {"b"}, (String[]) resource.get(PluginValues.JSON_KEYS));
    assertEquals("text", framework.configuration("(service.pid=keybay.plugin.hello)").get("f"));
  }

  @Test
  void whatIsGivenAtStartWinsOverTheFile() throws Exception {
    write("door.json", "{\"port\": 1, \"mode\": \"open\"}");
    folder(Map.of("door.port", "2", "door.names", "a, b", "door.token.secret", "1234")).start();
    Dictionary<String, Object> door = framework.configuration(DOOR);
    assertEquals(2, door.get("port"));
    assertEquals("open", door.get("mode"));
    assertArrayEquals(new String[] {"a", "b"}, (String[]) door.get("names"));
    assertEquals("1234", door.get("token.secret"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"prot\": 1}          | there is no setting \"prot\"; did you mean \"port\"?",
        "{\"port\": \"1\"}      | \"port\": expected a whole number, got text",
        "{\"port\": 1.5}        | \"port\": expected a whole number, got a number with a fraction",
        "{\"port\": 4294967296} | \"port\": expected a whole number of 32 bits, got a whole number",
        "{\"port\": 65536}      | \"port\": the value is above the maximum: 65536 (TCP port, 0 to 65535)",
        "{\"port\": -1}         | \"port\": the value is below the minimum: -1 (TCP port, 0 to 65535)",
        "{\"port\": null}       | \"port\": expected a whole number, got null",
        "{\"compat\": 1}        | \"compat\": expected true or false, got a whole number",
        "{\"mode\": \"ajar\"}   | \"mode\": expected one of open, closed: ajar",
        "{\"names\": \"a\"}     | \"names\": expected a list of text, got text",
        "{\"names\": [1]}       | \"names\": expected text, got a whole number",
        "{\"token.secret\": \"hunter2\"} | \"token.secret\": the text is too long",
        "[]                     | expected an object: { \"name\": value, ... }"
      })
  void whatDoesNotFitIsSaid(String json, String expected) throws Exception {
    write("door.json", json);
    assertEquals(
        conf.resolve("door.json") + ", line 1, column 2: " + expected,
        problem(Map.of()).replace("column 1:", "column 2:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "door.prot     | 1   | there is no setting \"prot\"; did you mean \"port\"?",
        "door.port     | one | \"port\": expected a whole number, got text",
        "dor.port      | 1   | nothing has settings of the name \"dor\"; did you mean \"door\"?",
        "guard.name    | x   | there may be several sets of these settings; name this one: guard~NAME",
        "plugin.Up.x   | 1   | nothing has settings of the name \"plugin.Up\"; known are door, guard"
      })
  void anOverrideThatDoesNotFitIsSaid(String key, String value, String expected) {
    assertEquals("--set " + key + ": " + expected, problem(Map.of(key, value)));
  }

  @Test
  void aRequiredSettingThatIsMissingIsSaid() throws Exception {
    write("guard~a.json", "{}");
    assertEquals(conf.resolve("guard~a.json") + ": missing: \"name\"", problem(Map.of()));
  }

  @Test
  void aFileThatIsNobodysIsSaid() throws Exception {
    write("dor.json", "{}");
    assertTrue(problem(Map.of()).endsWith("did you mean \"door\"?"));
  }

  @Test
  void atStartOneBrokenFileMeansThatNoneIsApplied() throws Exception {
    write("door.json", "{\"port\": 1}");
    write("guard~a.json", "{\"name\": 1}");
    assertThrows(BrokenConfigurationException.class, () -> folder(Map.of()).start());
    assertTrue(framework.configuration(DOOR).isEmpty());
  }

  @Test
  void changesAndDeletionsAreAppliedWhileRunning() throws Exception {
    write("door.json", "{\"port\": 1}");
    try (FolderWatch watch = watch()) {
      watch.start();
      write("door.json", "{\"port\": 22}");
      await().until(() -> Integer.valueOf(22).equals(framework.configuration(DOOR).get("port")));
      Files.delete(conf.resolve("door.json"));
      await().until(() -> framework.configuration(DOOR).isEmpty());
    }
  }

  @Test
  void aBrokenChangeLeavesThePreviousSettingsAndTheOtherFilesWork() throws Exception {
    write("door.json", "{\"port\": 1}");
    try (FolderWatch watch = watch()) {
      watch.start();
      write("door.json", "{\"port\": \"broken\"}");
      write("plugin.hello.json", "{\"seen\": true}");
      String hello = "(service.pid=keybay.plugin.hello)";
      await().until(() -> Boolean.TRUE.equals(framework.configuration(hello).get("seen")));
      assertEquals(1, framework.configuration(DOOR).get("port"));
      write("door.json", "{\"port\": 333}");
      await().until(() -> Integer.valueOf(333).equals(framework.configuration(DOOR).get("port")));
    }
  }

  @Test
  void aFileThatIsNotJsonByNameIsNotRead() throws Exception {
    write("README.md", "no settings");
    write(".hidden.json", "{");
    folder(Map.of()).start();
    assertFalse(framework.configuration("(service.pid=keybay.*)").elements().hasMoreElements());
  }

  private FolderWatch watch() throws IOException, BrokenConfigurationException {
    ConfigFolder folder = folder(Map.of());
    folder.start();
    return new FolderWatch(folder, Duration.ofMillis(20));
  }

  private ConfigFolder folder(Map<String, String> overrides) {
    return new ConfigFolder(
        new FolderFiles(conf),
        new Overrides(overrides),
        framework.catalog(),
        new SettingsWriter(framework.admin()));
  }

  private String problem(Map<String, String> overrides) {
    return assertThrows(BrokenConfigurationException.class, () -> folder(overrides).start())
        .problems()
        .get(0)
        .toString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(conf.resolve(name), text);
  }
}
