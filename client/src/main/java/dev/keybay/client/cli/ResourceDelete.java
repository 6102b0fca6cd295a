package dev.keybay.client.cli;

import dev.keybay.client.ResourcePath;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay resource delete}. */
@Command(
    name = "delete",
    description = "Deletes a resource.",
    footerHeading = "%nExample:%n",
    footer = "  keybay resource delete default/key/disk")
final class ResourceDelete implements Runnable {

  @Parameters(paramLabel = "REPOSITORY/TYPE/TAG", converter = ResourceConverter.class)
  private ResourcePath resource;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    admin.client().deleteResource(resource);
    output.print(
        Map.of("resource", resource.toString(), "deleted", true), () -> "deleted " + resource);
  }
}
