package dev.keybay.core.shell;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.host.HostFolders;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Converter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class ShellSocketTest {
  @TempDir Path temp;
  private Framework framework;

  @BeforeEach
  void start() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    temp.resolve("cache").toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    "org.apache.felix.service.command;version=1.0.0"));
    framework.start();
    BundleContext context = framework.getBundleContext();
    for (Class<?> type :
        List.of(
            org.apache.felix.gogo.runtime.CommandProcessorImpl.class,
            org.apache.felix.gogo.command.Basic.class)) {
      String jar = type.getProtectionDomain().getCodeSource().getLocation().toString();
      context.installBundle(jar).start();
    }
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void aCommandPrintsBehindABarAndEndsWithOk() throws Exception {
    ShellSocket shell = open(temp);
    List<String> answer = ask(socket(temp), "lb");
    assertTrue(answer.stream().anyMatch(line -> line.startsWith("|") && line.contains("Gogo")));
    assertEquals("ok", last(answer));
    shell.stop();
  }

  @Test
  void aResultIsPrinted() throws Exception {
    ShellSocket shell = open(temp);
    assertEquals(List.of("|3", "ok"), ask(socket(temp), "a = 3; $a"));
    shell.stop();
  }

  @Test
  void aFailureIsOneLine() throws Exception {
    ShellSocket shell = open(temp);
    assertEquals(List.of("error Command not found: nosuch"), ask(socket(temp), "nosuch"));
    shell.stop();
  }

  @Test
  void aBundleIsNamedByItsIdOrByItsSymbolicName() throws Exception {
    BundleContext context = framework.getBundleContext();
    context.registerService(Converter.class, new BundleConverter(context), null);
    ShellSocket shell = open(temp);
    assertEquals("ok", last(ask(socket(temp), "headers 1")));
    assertEquals("ok", last(ask(socket(temp), "headers org.apache.felix.gogo.command")));
    assertTrue(last(ask(socket(temp), "headers 99")).startsWith("error"));
    shell.stop();
  }

  @Test
  void severalClientsHaveSessionsOfTheirOwn() throws Exception {
    ShellSocket shell = open(temp);
    try (SocketChannel first = connect(socket(temp));
        SocketChannel second = connect(socket(temp))) {
      ask(first, "a = first");
      ask(second, "a = second");
      assertEquals(List.of("|first", "ok"), ask(first, "$a"));
      assertEquals(List.of("|second", "ok"), ask(second, "$a"));
    }
    shell.stop();
  }

  @Test
  void onlyTheOwnerMayConnect() throws Exception {
    ShellSocket shell = open(temp);
    assertEquals("rw-------", mode(socket(temp)));
    assertEquals("rwx------", mode(temp.resolve("run")));
    shell.stop();
  }

  @Test
  void whereThePathIsTooLongTheSocketIsElsewhere() throws Exception {
    Path deep = Files.createDirectories(temp.resolve("d".repeat(120)));
    ShellSocket shell = open(deep);
    Path socket = Path.of(Files.readString(deep.resolve("run/shell")));
    assertEquals(List.of("|1", "ok"), ask(socket, "a = 1; $a"));
    assertEquals("rwx------", mode(socket.getParent()));
    shell.stop();
    assertFalse(Files.exists(socket.getParent()));
    assertFalse(Files.exists(deep.resolve("run/shell")));
  }

  @Test
  void closingEndsOpenShellsAndLeavesNoThreadAndNoSocket() throws Exception {
    ShellSocket shell = open(temp);
    try (SocketChannel client = connect(socket(temp))) {
      ask(client, "lb");
      shell.stop();
      await().until(() -> threads().isEmpty());
      assertFalse(Files.exists(socket(temp)));
    }
  }

  @Test
  void whatAKilledBrokerLeftIsReplaced() throws Exception {
    Files.createDirectories(temp.resolve("run"));
    Files.createFile(socket(temp));
    ShellSocket shell = open(temp);
    assertEquals("ok", last(ask(socket(temp), "lb")));
    shell.stop();
  }

  private ShellSocket open(Path data) throws IOException {
    BundleContext context = framework.getBundleContext();
    CommandProcessor processor =
        context.getService(context.getServiceReference(CommandProcessor.class));
    return new ShellSocket(new HostFolders(data, data, data, data), processor);
  }

  private static Path socket(Path data) {
    return data.resolve("run/shell.sock");
  }

  private static SocketChannel connect(Path socket) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  private static List<String> ask(Path socket, String command) throws IOException {
    try (SocketChannel channel = connect(socket)) {
      return ask(channel, command);
    }
  }

  private static List<String> ask(SocketChannel channel, String command) throws IOException {
    Channels.newOutputStream(channel).write((command + "\n").getBytes(StandardCharsets.UTF_8));
    BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    List<String> answer = new ArrayList<>();
    String line;
    do {
      line = in.readLine();
      answer.add(line);
    } while (line.startsWith("|"));
    return answer;
  }

  private static String last(List<String> answer) {
    return answer.get(answer.size() - 1);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("keybay-shell"))
        .toList();
  }
}
