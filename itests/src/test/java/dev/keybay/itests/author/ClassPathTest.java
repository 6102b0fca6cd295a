package dev.keybay.itests.author;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClassPathTest {

  /** It would be searched at each start, for every class. */
  @Test
  void whatOnlyAuthorsNeedIsNotOnTheClassPathOfABroker() throws Exception {
    try (Broker broker = Broker.start()) {
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      String pid = Long.toString(broker.process().pid());
      String properties = Commands.run(Map.of(), jcmd, pid, "VM.system_properties").out();
      assertTrue(properties.contains("picocli"), properties);
      assertFalse(properties.contains("package-format"), properties);
      assertFalse(properties.contains("snakeyaml"), properties);
      assertFalse(properties.contains("tomlj"), properties);
    }
  }
}
