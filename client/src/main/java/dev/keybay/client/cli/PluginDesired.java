package dev.keybay.client.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keybay plugin desired}. */
@Command(
    name = "desired",
    description = {
      "Shows what conf/plugins.desired.json wants of plugins, and what became of it.",
      "The exit code is 1 if a part of it could not be brought about."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  keybay plugin desired", "  keybay plugin desired --json"})
final class PluginDesired implements Runnable {
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Map<String, @Nullable Object> report =
        admin.client().look("plugin/desired", "asking what is desired");
    output.print(
        report,
        () ->
            report.get("looked") == null
                ? "there is no " + report.get("file")
                : ChangeLines.of(report));
    if (ChangeLines.failed(report)) {
      throw new CommandFailure("a part of it failed");
    }
  }
}
