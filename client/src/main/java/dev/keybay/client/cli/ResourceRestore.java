package dev.keybay.client.cli;

import dev.keybay.client.ResourceChanges;
import dev.keybay.client.ResourcePath;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay resource restore}. */
@Command(
    name = "restore",
    description = "Makes an older version of a resource the one that guests read.",
    footerHeading = "%nExample:%n",
    footer = "  keybay resource restore default/key/disk 3")
final class ResourceRestore implements Runnable {

  @Parameters(index = "0", paramLabel = "REPOSITORY/TYPE/TAG", converter = ResourceConverter.class)
  private ResourcePath resource;

  @Parameters(index = "1", paramLabel = "NUMBER", description = "As keybay resource info shows it.")
  private long number;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    new ResourceChanges(admin.client(), Optional.empty(), false).restore(resource, number);
    output.print(
        Map.of("resource", resource.toString(), "restored", number),
        () -> resource + " is as in version " + number + " again");
  }
}
