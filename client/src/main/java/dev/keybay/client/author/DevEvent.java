package dev.keybay.client.author;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that {@code keybay dev} tells.
 *
 * @param done whether a broker serves what was saved
 * @param text in a line
 */
record DevEvent(boolean done, String text) {

  static DevEvent served(
      Map<String, ? extends @Nullable Object> report, int bytes, long nanoseconds) {
    String what =
        report.get("changes") instanceof List<?> changes && !changes.isEmpty()
            ? changes.stream()
                .map(Map.class::cast)
                .filter(change -> !"promoted".equals(change.get("change")))
                .map(change -> change.get("plugin") + " " + change.get("change"))
                .collect(Collectors.joining(", "))
            : "nothing to change";
    return new DevEvent(
        true,
        String.format(
            Locale.ROOT,
            "%s (%d KiB, %.2f s)",
            what.replaceAll("\\p{Cntrl}", " "),
            (bytes + 1023) / 1024,
            nanoseconds / 1e9));
  }

  static DevEvent failed(String reason) {
    return new DevEvent(false, reason.replaceAll("\\p{Cntrl}", " "));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("done", done);
    json.put("text", text);
    return json;
  }
}
