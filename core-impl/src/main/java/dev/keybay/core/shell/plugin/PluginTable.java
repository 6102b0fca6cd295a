package dev.keybay.core.shell.plugin;

import dev.keybay.api.plugin.AuditPage;
import dev.keybay.api.plugin.AuditRecord;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginTrust;
import java.util.List;
import java.util.Locale;

/** Plugins and reports as the shell shows them. */
final class PluginTable {
  private static final String ROW = "%-24s %-10s %-12s %-11s %5s %-7s %8s %10s %8s  %s%n";

  private PluginTable() {}

  /** A line each, problems below. */
  static String of(List<PluginInfo> plugins) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                ROW,
                "NAME",
                "VERSION",
                "STATE",
                "TRUST",
                "PLAIN",
                "EXPOSED",
                "INSIDE",
                "REQUESTS",
                "FAILURES",
                "ROUTES"));
    for (PluginInfo plugin : plugins) {
      text.append(
          String.format(
              Locale.ROOT,
              ROW,
              plugin.name(),
              plugin.version(),
              plugin.state(),
              plugin.trust().map(PluginTrust::level).orElse(""),
              plugin.weight() + "%",
              plugin.exposed() ? "yes" : "",
              plugin.inFlight(),
              plugin.requests(),
              plugin.failures(),
              String.join(",", plugin.routes())));
      if (!plugin.aliases().isEmpty()) {
        text.append("    serves ").append(String.join(", ", plugin.aliases())).append('\n');
      }
      plugin.problem().ifPresent(problem -> text.append("    ").append(problem).append('\n'));
      plugin.drift().ifPresent(words -> text.append("    drift: ").append(words).append('\n'));
      plugin.leak().ifPresent(words -> text.append("    leaks: ").append(words).append('\n'));
    }
    return text.toString();
  }

  /** What changed, then the plugins concerned. */
  static String of(OperationReport report) {
    StringBuilder text = new StringBuilder();
    for (PluginChange change : report.changes()) {
      text.append(report.planned() ? "would: " : "")
          .append(change.plugin())
          .append(' ')
          .append(change.change())
          .append(change.detail().isEmpty() ? "" : ": " + change.detail())
          .append('\n');
    }
    if (report.changes().isEmpty()) {
      text.append("nothing to change\n");
    }
    return report.plugins().isEmpty() ? text.toString() : text + of(report.plugins());
  }

  /** The audit log's rows, and whether it is whole. */
  static String of(AuditPage page) {
    StringBuilder text = new StringBuilder();
    for (AuditRecord each : page.records()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%7d %s %-18s %-24s %-16s %s%n",
              each.sequence(),
              each.at(),
              each.action(),
              each.target(),
              each.actor(),
              each.outcome()));
    }
    page.verified()
        .ifPresent(
            whole ->
                text.append(
                    whole
                        ? "the log is whole\n"
                        : "THE LOG WAS CHANGED: " + page.problem().orElse("") + "\n"));
    page.next().ifPresent(next -> text.append("more: plugin:audit ").append(next).append('\n'));
    return text.toString();
  }
}
