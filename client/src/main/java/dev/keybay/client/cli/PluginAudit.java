package dev.keybay.client.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keybay plugin audit}. */
@Command(
    name = "audit",
    description =
        "Shows what was done to plugins, from the audit log, the latest first, and whether the log"
            + " is as it was written. Exit code 1 if it is not.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  keybay plugin audit",
      "  keybay plugin audit --limit 10 --before 1200",
      "  keybay plugin audit --json"
    })
final class PluginAudit implements Runnable {
  private static final String[] COLUMNS = {
    "sequence", "at", "actor", "action", "target", "outcome"
  };

  @Option(names = "--before", defaultValue = "0", description = "Only what is before this number.")
  private long before;

  @Option(names = "--limit", defaultValue = "100", description = "How many at most, 1 to 1000.")
  private int limit;

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Map<String, @Nullable Object> page = admin.client().pluginAudit(before, limit);
    output.print(page, () -> text(page));
    if (Boolean.FALSE.equals(page.get("verified"))) {
      throw new CommandFailure("the audit log was changed: " + page.get("problem"));
    }
  }

  private static String text(Map<String, @Nullable Object> page) {
    List<Map<String, @Nullable Object>> rows =
        ((List<?>) page.getOrDefault("audit", List.of())).stream().map(PluginAudit::row).toList();
    String next = page.get("next") == null ? "" : "\nmore: --before " + page.get("next");
    return (rows.isEmpty() ? "none yet" : Table.of(rows, COLUMNS).toString()) + next;
  }

  private static Map<String, @Nullable Object> row(Object value) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((name, member) -> row.put(String.valueOf(name), member));
    return row;
  }
}
