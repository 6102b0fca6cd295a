package dev.keybay.client.cli;

import dev.keybay.client.Listing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay reference-value list}. */
@Command(
    name = "list",
    description = "Lists the reference values, those that have expired too.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay reference-value list",
      "  keybay reference-value list --prefix rvps:///acme/"
    })
final class ReferenceValueList implements Runnable {

  @Option(names = "--prefix", paramLabel = "TEXT", description = "Only ids that begin with this.")
  private String prefix = "";

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    List<Map<String, @Nullable Object>> values =
        new Listing(admin.client()).referenceValues(prefix);
    output.print(
        values,
        () ->
            values.isEmpty()
                ? "no reference values"
                : Table.of(values, "id", "expiration", "expired", "value").toString());
  }
}
