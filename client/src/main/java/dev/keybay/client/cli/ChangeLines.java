package dev.keybay.client.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The changes of a report, a line each. */
final class ChangeLines {
  private ChangeLines() {}

  static String of(Map<?, ?> report) {
    if (!(report.get("changes") instanceof List<?> changes) || changes.isEmpty()) {
      return "nothing to change";
    }
    String would = Boolean.TRUE.equals(report.get("planned")) ? "would: " : "";
    return changes.stream()
        .map(Map.class::cast)
        .map(
            change ->
                would
                    + change.get("plugin")
                    + " "
                    + change.get("change")
                    + ("".equals(change.get("detail")) ? "" : ": " + change.get("detail")))
        .map(line -> line.replaceAll("\\p{Cntrl}", " "))
        .collect(Collectors.joining("\n"));
  }

  /** Whether any part failed. */
  static boolean failed(Map<?, ?> report) {
    return report.get("changes") instanceof List<?> changes
        && changes.stream()
            .anyMatch(
                each -> each instanceof Map<?, ?> change && "failed".equals(change.get("change")));
  }
}
