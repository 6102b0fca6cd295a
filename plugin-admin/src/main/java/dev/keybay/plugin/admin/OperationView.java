package dev.keybay.plugin.admin;

import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.OperationReport;
import dev.keybay.api.plugin.PluginChange;
import dev.keybay.api.plugin.RunningOperation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How operations are shown: what one did, and the journal. */
final class OperationView {
  private OperationView() {}

  /** {@code {"id", "operation", "target", "planned", "changes": […], "plugins": […]}}. */
  static Map<String, @Nullable Object> of(OperationReport report) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", report.id());
    view.put("operation", report.operation().word());
    view.put("target", report.target());
    view.put("planned", report.planned());
    view.put("changes", report.changes().stream().map(OperationView::of).toList());
    view.putAll(PluginView.of(report.plugins()));
    return view;
  }

  /** {@code {"operations": […]}}. */
  static Map<String, @Nullable Object> of(
      List<OperationRecord> records, List<RunningOperation> running) {
    return Map.of("operations", records.stream().map(each -> of(each, running)).toList());
  }

  static Map<String, String> of(PluginChange change) {
    Map<String, String> view = new LinkedHashMap<>();
    view.put("plugin", change.plugin());
    view.put("change", change.change());
    view.put("detail", change.detail());
    return view;
  }

  /** One that runs also has {@code stepSince} and {@code inside}. */
  static Map<String, @Nullable Object> of(OperationRecord each, List<RunningOperation> running) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("id", each.id());
    view.put("operation", each.operation());
    view.put("target", each.target());
    view.put("actor", each.actor());
    view.put("started", each.started().toString());
    view.put("step", each.step());
    view.put("ended", each.ended().map(Instant::toString).orElse(null));
    view.put("outcome", each.outcome());
    view.put("detail", each.detail());
    running.stream()
        .filter(now -> now.id() == each.id() && each.ended().isEmpty())
        .forEach(
            now -> {
              view.put("step", now.step());
              view.put("stepSince", now.since().toString());
              view.put("inside", now.inside());
            });
    return view;
  }
}
