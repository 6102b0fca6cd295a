package dev.keybay.client.cli;

import dev.keybay.client.Json;
import dev.keybay.client.Listing;
import dev.keybay.client.ResourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay resource info}. */
@Command(
    name = "info",
    description = "Prints what is known of a resource and its older versions; never a value.",
    footerHeading = "%nExample:%n",
    footer = "  keybay resource info default/key/disk")
final class ResourceInfo implements Runnable {

  @Parameters(paramLabel = "REPOSITORY/TYPE/TAG", converter = ResourceConverter.class)
  private ResourcePath resource;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Map<String, @Nullable Object> known = new Listing(admin.client()).resource(resource);
    output.print(
        known,
        () ->
            known.get("path")
                + ", created "
                + known.get("created")
                + ", ETag "
                + known.get("etag")
                + "\n"
                + Table.of(versions(known), "version", "size", "changed", "by", "content-type"));
  }

  /** The present one first. */
  private static List<Map<String, @Nullable Object>> versions(Map<String, @Nullable Object> known) {
    List<Map<String, @Nullable Object>> versions = new ArrayList<>(List.of(known));
    if (known.get("versions") instanceof List<?> older) {
      older.forEach(one -> versions.add(Json.object(one)));
    }
    return versions;
  }
}
