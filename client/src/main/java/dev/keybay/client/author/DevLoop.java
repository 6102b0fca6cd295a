package dev.keybay.client.author;

import dev.keybay.client.KbsClientException;
import dev.keybay.client.cli.CommandFailure;
import dev.keybay.format.jar.JarInspector;
import dev.keybay.format.jar.JarInspector.BadJarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a project again and again, and hands over what has changed, when it has stood still from
 * one look to the next: a compiler writes many files. Whatever goes wrong is told, and the next
 * change gets its chance. Confined to one thread.
 */
final class DevLoop {
  /** Gives a jar to a broker and says what it did. */
  @FunctionalInterface
  interface Broker {
    Map<String, ? extends @Nullable Object> install(byte[] jar);
  }

  private final DevProject project;
  private final Broker broker;
  private final Consumer<DevEvent> events;
  private Map<Path, DevProject.Stamp> seen = Map.of();
  private boolean due;
  private byte[] served = {};
  private String told = "";

  DevLoop(DevProject project, Broker broker, Consumer<DevEvent> events) {
    this.project = project;
    this.broker = broker;
    this.events = events;
  }

  /** One look. */
  void look() {
    try {
      Map<Path, DevProject.Stamp> now = project.look();
      if (!now.equals(seen)) {
        seen = now;
        due = true;
      } else if (due) {
        due = false;
        handOver(project.pack());
      }
    } catch (NoSuchFileException e) {
      // A build that cleans first, or none yet.
      fail("waiting for " + e.getFile() + "; build the project", true);
    } catch (BadJarException | IOException e) {
      fail(String.valueOf(e.getMessage()), false);
    } catch (KbsClientException e) {
      fail(String.valueOf(e.getMessage()), e.status() == 0);
    } catch (CommandFailure e) {
      // No broker runs here, yet.
      fail(String.valueOf(e.getMessage()), true);
    }
  }

  private void handOver(byte[] jar) throws IOException, BadJarException {
    if (Arrays.equals(jar, served)) {
      if (!told.isEmpty()) {
        told = "";
        events.accept(new DevEvent(true, "as it serves"));
      }
      return;
    }
    inspect(jar);
    long start = System.nanoTime();
    Map<String, ? extends @Nullable Object> report = broker.install(jar);
    served = jar;
    told = "";
    events.accept(DevEvent.served(report, jar.length, System.nanoTime() - start));
  }

  /** What the broker would refuse is known at once, with its line. */
  private static void inspect(byte[] jar) throws IOException, BadJarException {
    Path file = Files.createTempFile("keybay-dev", ".jar");
    try {
      var unused = JarInspector.inspect(Files.write(file, jar));
    } finally {
      Files.delete(file);
    }
  }

  /**
   * Tells a failure, once in a row.
   *
   * @param again whether the next look tries again, though nothing changes
   */
  private void fail(String reason, boolean again) {
    due = again;
    if (!reason.equals(told)) {
      told = reason;
      events.accept(DevEvent.failed(reason));
    }
  }
}
