package dev.keybay.client.demo;

import dev.keybay.client.cli.CommandFailure;
import dev.keybay.client.cli.Console;
import dev.keybay.client.cli.OutputOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay demo}. */
@Command(
    name = "demo",
    description = {
      "Shows what Keybay is for.",
      "Starts a broker of its own, sets a secret, reads it as a sample guest, and "
          + "replaces the plugin that serves it again and again while 32 guests read through "
          + "it. Then leaves the broker running for you to try, until Ctrl-C. The sample TEE "
          + "proves nothing: it is for demonstrations."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  keybay demo", "  keybay demo --swaps 100 --no-wait --json"})
public final class DemoCommand implements Callable<Integer> {

  /** A clean end: by itself, or 128 + SIGINT, 128 + SIGTERM. */
  private static final Set<Integer> CLEAN_ENDS = Set.of(0, 130, 143);

  private final Console console;
  private final AtomicBoolean ended = new AtomicBoolean();

  @Option(
      names = "--swaps",
      paramLabel = "N",
      defaultValue = "20",
      description = "How often to replace the plugin (${DEFAULT-VALUE}).")
  private int swaps;

  @Option(names = "--no-wait", description = "End at once, with exit code 1 if any request failed.")
  private boolean noWait;

  @Mixin private OutputOptions output;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (swaps < 0 || swaps > 100_000) {
      throw new CommandFailure("--swaps is " + swaps + ", expected 0 to 100000");
    }
    Path home = home();
    Scratch scratch = new Scratch();
    console.err().println("Starting a broker in " + scratch.folder());
    try (scratch;
        BrokerProcess broker = BrokerProcess.launch(home, scratch.folder())) {
      Thread onInterrupt = new Thread(() -> end(broker, scratch), "demo-end");
      Runtime.getRuntime().addShutdownHook(onInterrupt);
      try {
        return show(home, broker);
      } finally {
        if (!ended.get()) {
          Runtime.getRuntime().removeShutdownHook(onInterrupt);
        }
      }
    }
  }

  private int show(Path home, BrokerProcess broker) throws IOException, InterruptedException {
    DemoReport report = play(home, broker);
    if (!noWait) {
      invite(home, broker);
      int code = broker.waitFor();
      // The interrupt key reaches the broker as well, perhaps before it reaches us.
      if (!ended.get() && !CLEAN_ENDS.contains(code)) {
        throw new CommandFailure("the broker has ended by itself, with code " + code);
      }
    }
    return report.isPerfect() ? 0 : 1;
  }

  private DemoReport play(Path home, BrokerProcess broker) throws IOException {
    Demo demo = new Demo(broker, console.err());
    demo.secretToGuest();
    DemoReport report = demo.swaps(home, swaps);
    output.print(report.toJson(), report::toText);
    return report;
  }

  /** On Ctrl-C. */
  private void end(BrokerProcess broker, Scratch scratch) {
    ended.set(true);
    broker.close();
    scratch.close();
  }

  private void invite(Path home, BrokerProcess broker) {
    String keybay = home.resolve("bin").resolve("keybay").toString();
    String data = " --data " + broker.data();
    console.err().println();
    console.err().println("The broker is still running. Try, in another terminal:");
    console.err().println("  curl -i " + broker.url() + "/kbs/v0/resource/" + Demo.SECRET);
    console.err().println("  " + keybay + " resource get " + Demo.SECRET + data);
    console.err().println("  " + keybay + " plugin list" + data);
    console.err().println("Ctrl-C ends it and removes its files.");
    console.err().flush();
  }

  private Path home() {
    Path home =
        console
            .home()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        "the demo needs Keybay's folder: run it as bin/keybay demo"));
    if (!Files.isExecutable(home.resolve("bin").resolve("keybay"))) {
      throw new CommandFailure("there is no bin/keybay in " + home);
    }
    return home.toAbsolutePath();
  }
}
