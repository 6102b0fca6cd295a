package dev.keybay.client.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keybay plugin operations}. */
@Command(
    name = "operations",
    description = "Shows the journal of operations on plugins, the latest first.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay plugin operations", "  keybay plugin operations --json"})
final class PluginOperations implements Runnable {
  private static final String[] COLUMNS = {
    "id", "started", "operation", "target", "actor", "step", "outcome", "detail"
  };

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    List<Map<String, @Nullable Object>> operations = admin.client().pluginOperations();
    output.print(
        operations,
        () -> operations.isEmpty() ? "none yet" : Table.of(operations, COLUMNS).toString());
  }
}
