package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A plugin's life by the command line: what is asked for is said, and so is what it would do. */
final class PluginCommandsTest {
  private static final String MORE = "permissions: { host: [notify], network: [\"db:5432\"] }";
  private static final String NEEDS = "requires: [ { plugin: edition, range: \"[1.0,2.0)\" } ]";

  private static Broker broker;
  private static PluginApi api;

  @BeforeAll
  static void start() throws Exception {
    broker = Broker.start();
    api = new PluginApi(broker);
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @Test
  void aPluginIsBroughtJudgedGrownAndTakenAway() throws Exception {
    done("install", jar("one.jar", Editions.jar("1.0.0")));
    done("trust", "edition@1.0.0", "reviewed", "--note", "read by alice");
    assertEquals("read by alice", api.listed("1.0.0").get("trustNote").textValue());

    String more = jar("two.jar", Editions.saying("1.0.1", MORE));
    assertTrue(done("update", more, "--plan").contains("needs consent"));
    Commands.Result refused = keybay("update", more);
    assertNotEquals(0, refused.exit());
    assertTrue(refused.err().contains("host:notify, network:db:5432"), refused.err());
    assertEquals("1.0.0", api.guestMeets("edition"));
    done("update", more, "--consent=host:notify,network:db:5432");
    assertEquals("1.0.1", api.guestMeets("edition"));
    done("rollback", "edition");
    assertEquals("1.0.0", api.guestMeets("edition"));

    done("install", jar("reader.jar", Editions.quiet("reader", "1.0.0", NEEDS)));
    assertNotEquals(0, keybay("disable", "edition").exit());
    done("disable", "edition", "--force");
    assertEquals("404", api.guestMeets("edition"));
    done("disable", "reader");
    done("remove", "reader==1.0.0");
    done("remove", "edition==1.0.1");
    assertTrue(done("audit").contains("plugin.remove"));
    assertTrue(done("operations").contains("edition@1.0.1"));
  }

  @Test
  void theLongListHasStreamsAndGrantedPermissions() throws Exception {
    byte[] jar = Editions.quiet("asking", "1.0.0", "permissions: { host: [notify] }");
    done("install", jar("asking.jar", jar), "--consent");
    for (String list : List.of(done("list", "--long"), broker.shell("plugin:list --long"))) {
      for (String line : List.of("stream +asking-1.0", "format +2", "permissions +host:notify")) {
        assertTrue(
            Pattern.compile("(?m)^ +" + line + "$").matcher(list).find(), () -> line + ": " + list);
      }
    }
    done("disable", "asking");
    done("remove", "asking==1.0.0");
  }

  @Test
  void aFolderIsPackedHereAndSent() throws Exception {
    byte[] jar = Editions.quiet("exploded", "1.0.0", "");
    Path folder = Jars.unpack(jar, broker.root().resolve("exploded/classes"));
    done("install", folder.toString());
    assertEquals("SERVING", api.states().get("exploded@1.0.0"));
    assertTrue(done("install", folder.toString()).contains("nothing to change"));
    Files.delete(folder.resolve("META-INF/MANIFEST.MF"));
    Commands.Result refused = keybay("install", folder.toString());
    assertEquals(1, refused.exit());
    assertTrue(refused.err().contains(folder + "/META-INF/MANIFEST.MF: there is no such file"));
    assertFalse(refused.err().contains("Exception"), refused.err());
  }

  private static String jar(String name, byte[] bytes) throws IOException {
    Path folder = Files.createDirectories(broker.root().resolve("jars"));
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private static String done(String... arguments) throws Exception {
    Commands.Result result = keybay(arguments);
    assertEquals(0, result.exit(), result.err());
    return result.out();
  }

  private static Commands.Result keybay(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("plugin"));
    all.addAll(List.of(arguments));
    return Commands.run(
        Map.of("KEYBAY_DATA", broker.data().toString()),
        Broker.HOME.resolve("bin/keybay"),
        all.toArray(String[]::new));
  }
}
