package dev.keybay.client.cli;

import dev.keybay.client.ResourceChanges;
import dev.keybay.client.ResourcePath;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keybay resource set}. */
@Command(
    name = "set",
    description = {
      "Creates or replaces a resource.",
      "Its value comes from a file or from standard input, byte for byte, and never "
          + "from the command line, which others on this machine can see and the shell "
          + "remembers."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay resource set default/key/disk --file disk.key",
      "  head -c 32 /dev/urandom | keybay resource set default/key/disk --if-absent"
    })
final class ResourceSet implements Runnable {

  @Parameters(paramLabel = "REPOSITORY/TYPE/TAG", converter = ResourceConverter.class)
  private ResourcePath resource;

  @Option(
      names = "--content-type",
      paramLabel = "TYPE",
      defaultValue = "application/octet-stream",
      description = "What it is, for administrators to know (${DEFAULT-VALUE}).")
  private String contentType;

  @Option(names = "--if-absent", description = "Only if there is no such resource yet.")
  private boolean ifAbsent;

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "Only if it is unchanged since keybay resource info showed this ETag.")
  private Optional<String> ifMatch = Optional.empty();

  @Mixin private InputOptions input;
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    byte[] value = input.bytes();
    new ResourceChanges(admin.client(), ifMatch, ifAbsent).set(resource, value, contentType);
    output.print(
        Map.of("resource", resource.toString(), "bytes", value.length),
        () -> "set " + resource + " (" + value.length + " bytes)");
  }
}
