package dev.keybay.client.testbroker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarFile;

/**
 * The {@link TestBroker} as a process with the arguments of {@code keybay start}. The jar in its
 * drop folder is its plugin {@code resource}; with the argument {@code --fails-once} it answers one
 * request for a resource with 500 after each swap.
 */
public final class TestBrokerMain {

  private static final String GREETING = "GET resource/demo/secret/greeting";

  private TestBrokerMain() {}

  public static void main(String[] args) throws Exception {
    List<String> arguments = Arrays.asList(args);
    Path data = Path.of(arguments.get(arguments.indexOf("--data") + 1));
    Path deploy = Path.of(arguments.get(arguments.indexOf("--deploy") + 1));
    if (!arguments.contains("--sample-tee") || !arguments.contains("--port")) {
      throw new IllegalArgumentException("not how the demo starts a broker");
    }
    if (arguments.contains("--refuses-to-start")) {
      System.err.println("the port is taken");
      System.exit(1);
    }
    TestBroker broker = new TestBroker();
    List<String> seen = new ArrayList<>();
    broker.plugins =
        () -> {
          String version = version(deploy.resolve("resource.jar"));
          if (!seen.contains(version)) {
            seen.add(version);
            if (arguments.contains("--fails-once")) {
              broker.answer(GREETING, 500, "");
            }
          }
          return List.of(Map.of("name", "resource", "version", version, "state", "SERVING"));
        };
    Files.createDirectories(data.resolve("admin"));
    Files.writeString(data.resolve("admin").resolve("token"), TestBroker.ADMIN_TOKEN);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> mark(data)));
    System.out.println("something else first");
    System.out.println("ready " + broker.url());
    new CountDownLatch(1).await();
  }

  /** Shows that it was stopped and not killed. */
  private static void mark(Path data) {
    try {
      Files.writeString(data.resolveSibling("stopped"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Bundle-Version");
    } catch (IOException e) {
      return "none";
    }
  }
}
