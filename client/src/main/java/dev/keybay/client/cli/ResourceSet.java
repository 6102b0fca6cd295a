package dev.keybay.client.cli;

import dev.keybay.client.ResourcePath;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  head -c 32 /dev/urandom | keybay resource set default/key/disk"
    })
final class ResourceSet implements Runnable {

  @Parameters(paramLabel = "REPOSITORY/TYPE/TAG", converter = ResourceConverter.class)
  private ResourcePath resource;

  @Mixin private InputOptions input;
  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    byte[] value = input.bytes();
    admin.client().setResource(resource, value);
    output.print(
        Map.of("resource", resource.toString(), "bytes", value.length),
        () -> "set " + resource + " (" + value.length + " bytes)");
  }
}
