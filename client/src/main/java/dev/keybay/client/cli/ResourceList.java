package dev.keybay.client.cli;

import dev.keybay.client.Listing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay resource list}. */
@Command(
    name = "list",
    description = "Lists the resources and what is known of them; never their values.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay resource list", "  keybay resource list --prefix default/key/"})
final class ResourceList implements Runnable {

  @Option(names = "--prefix", paramLabel = "TEXT", description = "Only names that begin with this.")
  private String prefix = "";

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    List<Map<String, @Nullable Object>> resources = new Listing(admin.client()).resources(prefix);
    output.print(
        resources,
        () ->
            resources.isEmpty()
                ? "no resources"
                : Table.of(resources, "path", "size", "version", "changed", "by", "content-type")
                    .toString());
  }
}
