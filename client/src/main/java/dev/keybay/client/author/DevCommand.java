package dev.keybay.client.author;

import dev.keybay.client.AdminClient;
import dev.keybay.client.KbsCall;
import dev.keybay.client.cli.AdminOptions;
import dev.keybay.client.cli.OutputOptions;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay dev}. */
@Command(
    name = "dev",
    description = {
      "Watches a plugin's project, or its unpacked jar, and lets a running broker serve what was"
          + " saved last.",
      "Of a Maven project it takes target/classes, and descriptor and web files from"
          + " src/main/resources; compiling is your editor's, or './mvnw -q process-classes'. The"
          + " version may stay. Errors are shown, and the watch goes on until Ctrl-C.",
      "The broker must be for development: 'keybay start --set plugins.development=true'."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  keybay dev .", "  keybay dev work/greeter --url http://127.0.0.1:8080"})
public final class DevCommand implements Runnable {
  /** A change is noticed in one, and handed over in the next: well below two seconds. */
  private static final long LOOK_MILLIS = 250;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  @Parameters(
      paramLabel = "DIR",
      description = "A project with a pom.xml, or a folder with META-INF/MANIFEST.MF.")
  private Path dir;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    DevLoop loop = new DevLoop(DevProject.in(dir), this::install, this::tell);
    try {
      while (true) {
        loop.look();
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks for the broker each time: it may have been started anew on another port. */
  private Map<String, ? extends @Nullable Object> install(byte[] jar) {
    AdminClient broker = admin.client();
    return broker.pluginOperation(
        KbsCall.of("POST", "plugin/install?development=true")
            .withBody("application/java-archive", jar),
        "swapping the plugin");
  }

  private void tell(DevEvent event) {
    String now = LocalTime.now(ZoneId.systemDefault()).format(TIME);
    output.print(event.json(), () -> now + (event.done() ? " " : " not swapped: ") + event.text());
  }
}
