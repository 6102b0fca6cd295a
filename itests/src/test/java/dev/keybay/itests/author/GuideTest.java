package dev.keybay.itests.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import dev.keybay.itests.plugins.greeter.GreeterServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows the guide from a plain bundle to a plugin, word by word. */
final class GuideTest {
  private static final Path GUIDE =
      Broker.HOME.resolve("../../../docs/from-bundle-to-plugin.md").normalize();
  private static final Pattern DESCRIPTOR = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path jars;

  @Test
  void whoFollowsItHasAPluginThatUpdatesInPlace() throws Exception {
    String guide = Files.readString(GUIDE);
    Matcher descriptor = DESCRIPTOR.matcher(guide);
    assertTrue(descriptor.find(), "the guide has no descriptor");
    TestPlugin plugin =
        TestPlugin.open("greeter", GreeterServlet.class).describedBy(descriptor.group(1));
    Files.write(jars.resolve("greeter-1.4.0.jar"), plugin.undescribed().jar("1.4.0"));
    Files.write(jars.resolve("greeter-1.5.0.jar"), plugin.jar("1.5.0"));
    Files.write(jars.resolve("greeter-1.5.1.jar"), plugin.jar("1.5.1"));
    try (Broker broker = Broker.start()) {
      run(broker, "keybay plugin install greeter-1.4.0.jar");
      assertEquals(401, broker.get("/kbs/v0/greeter").statusCode());
      List<String> commands = commands(guide);
      assertTrue(commands.size() > 5, commands::toString);
      for (String command : commands) {
        run(broker, command);
      }
      assertEquals("Hello from 1.5.1", broker.get("/kbs/v0/greeter").body());
      String list = broker.asAdmin("GET", "/kbs/v0/plugin/list", "").body();
      assertTrue(!list.contains("\"1.4.0\""), list);
      assertEquals("Hello from 1.5.1", broker.asAdmin("GET", "/kbs/v0/greeter@1.4.0", "").body());
    }
  }

  private static List<String> commands(String guide) {
    return guide.lines().filter(line -> line.startsWith("keybay ")).toList();
  }

  private void run(Broker broker, String command) throws Exception {
    String[] words =
        Stream.of(command.replaceFirst(" +#.*", "").split(" +", -1))
            .skip(1)
            .map(word -> word.endsWith(".jar") ? jars.resolve(word).toString() : word)
            .toArray(String[]::new);
    Commands.Result result =
        Commands.run(
            Map.of("KEYBAY_DATA", broker.data().toString()),
            Broker.HOME.resolve("bin/keybay"),
            words);
    assertEquals(0, result.exit(), () -> command + ": " + result.out() + result.err());
  }
}
