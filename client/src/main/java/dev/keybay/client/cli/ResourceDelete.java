package dev.keybay.client.cli;

import dev.keybay.client.ResourceChanges;
import dev.keybay.client.ResourcePath;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keybay resource delete}. */
@Command(
    name = "delete",
    description = "Deletes a resource with all its versions.",
    footerHeading = "%nExample:%n",
    footer = "  keybay resource delete default/key/disk")
final class ResourceDelete implements Runnable {

  @Parameters(paramLabel = "REPOSITORY/TYPE/TAG", converter = ResourceConverter.class)
  private ResourcePath resource;

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description = "Only if it is unchanged since keybay resource info showed this ETag.")
  private Optional<String> ifMatch = Optional.empty();

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    new ResourceChanges(admin.client(), ifMatch, false).delete(resource);
    output.print(
        Map.of("resource", resource.toString(), "deleted", true), () -> "deleted " + resource);
  }
}
