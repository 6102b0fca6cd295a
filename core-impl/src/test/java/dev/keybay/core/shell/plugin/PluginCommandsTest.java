package dev.keybay.core.shell.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginManager;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginState;
import dev.keybay.api.plugin.PluginTrust;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

final class PluginCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final PluginInfo HELLO =
      new PluginInfo(
          "hello",
          "1.0.3",
          2,
          PluginState.SERVING,
          List.of("hello", "greetings"),
          true,
          1,
          42,
          Optional.of("sha256:0123456789abcdef" + "0".repeat(48)),
          Optional.of("CN=alice"),
          "deploy/hello.jar",
          NOW,
          Optional.empty(),
          Optional.of(new PluginTrust("reviewed", "read", "admin:a", NOW, false)),
          List.of("host:notify", "network:db:5432"),
          Optional.empty(),
          Optional.empty(),
          "in-process",
          95,
          true,
          List.of("old@1.0.0"),
          3);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void theLongListHasAllThatIsKnown() {
    PluginCommands commands = listing();
    String expected =
        """
        hello 1.0.3
            stream      hello-1.0
            format      2
            state       SERVING
            since       2026-11-01T10:00:00Z
            trust       reviewed
            permissions host:notify, network:db:5432
            isolation   in-process
            digest      sha256:0123456789ab
            signer      CN=alice
            source      deploy/hello.jar
            routes      hello, greetings
            promoted    yes
            weight      95%
            exposed     yes
            aliases     old@1.0.0
            in-flight   1
            requests    42
            failures    3
            problem     -
            drift       -
            leak        -
        """;
    assertEquals(expected, commands.list("--long"));
    assertEquals(expected, commands.list("-l"));
  }

  @Test
  void theShortListFitsATerminal() {
    String list = listing().list();
    assertTrue(list.contains("hello ") && list.contains("SERVING"), list);
    assertFalse(list.contains("sha256"), list);
    assertThrows(IllegalArgumentException.class, () -> listing().list("hello"));
    assertThrows(IllegalArgumentException.class, () -> listing().list("--long", "-l"));
  }

  @Test
  void aSyncThatFailsInPartFailsAfterItHasSaidWhatItDid() {
    PluginCommands commands = syncing(new PluginChange("a@1.0.0", "failed", "its bytes are gone"));
    Exception failed =
        assertThrows(IllegalStateException.class, () -> commands.sync(session(), "--dry-run"));
    assertEquals("a part of it failed", failed.getMessage());
    assertEquals("a@1.0.0 failed: its bytes are gone\n", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void oneThatDoesNotSaysWhatItDid() {
    PluginCommands commands = syncing(new PluginChange("a@1.0.0", "kept", ""));
    assertEquals("a@1.0.0 kept\n", commands.sync(session()));
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  private static PluginCommands listing() {
    return new PluginCommands(answering(PluginManager.class, "list", List.of(HELLO)));
  }

  private static PluginCommands syncing(PluginChange change) {
    OperationReport report =
        new OperationReport(7, PluginOperation.SYNC, "", false, List.of(change), List.of());
    return new PluginCommands(answering(PluginManager.class, "perform", report));
  }

  private CommandSession session() {
    PrintStream console = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return answering(CommandSession.class, "getConsole", console);
  }

  private static <T> T answering(Class<T> type, String name, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              assertEquals(name, method.getName());
              return answer;
            }));
  }
}
