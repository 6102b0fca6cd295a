package dev.keybay.client.author;

import dev.keybay.client.cli.OutputOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keybay plugin check}. Needs no broker. */
@Command(
    name = "check",
    description = {
      "Looks at a plugin's jar as a host does before it takes it: descriptor, manifest, classes,"
          + " signature.",
      "Exit code 0 if a host takes it, 1 if not. Warnings are what a catalogue would still want."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay plugin check target/hello-1.0.3.jar",
      "  keybay plugin check hello.jar --signed-by acme.pem --strict --json"
    })
public final class PluginCheck implements Callable<Integer> {

  @Parameters(paramLabel = "JAR", description = "The plugin's jar.")
  private Path jar;

  @Option(
      names = "--signed-by",
      paramLabel = "CERTIFICATES",
      description =
          "The jar must be signed by one of these, or by one that they vouch for: what operators"
              + " name in signing.trustStore.")
  private Optional<Path> signedBy = Optional.empty();

  @Option(names = "--strict", description = "Take warnings for errors.")
  private boolean strict;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Findings found = PackageCheck.look(jar, signedBy);
    boolean valid = found.errors().isEmpty() && (!strict || found.warnings().isEmpty());
    output.print(CheckReport.json(jar, found, valid), () -> CheckReport.text(jar, found));
    return valid ? 0 : 1;
  }
}
