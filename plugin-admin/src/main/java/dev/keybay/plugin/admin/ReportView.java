package dev.keybay.plugin.admin;

import dev.keybay.api.plugin.DesiredReport;
import dev.keybay.api.plugin.EffectiveSetting;
import dev.keybay.api.plugin.FailureReport;
import dev.keybay.api.plugin.OperationRecord;
import dev.keybay.api.plugin.RunningOperation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How reports are shown: what the settings folder wants, a configuration, one operation. */
final class ReportView {
  private ReportView() {}

  /** {@code {"file", "looked", "changes": […]}}. */
  static Map<String, @Nullable Object> of(DesiredReport report) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("file", report.file());
    view.put("looked", report.looked().map(Instant::toString).orElse(null));
    view.put("changes", report.changes().stream().map(OperationView::of).toList());
    return view;
  }

  /** {@code {"settings": [{"key", "value", "source", "from"}]}}. */
  static Map<String, @Nullable Object> of(List<EffectiveSetting> settings) {
    return Map.of("settings", settings.stream().map(ReportView::of).toList());
  }

  /** Only the values: {@code {"values": {…}}}. */
  static Map<String, @Nullable Object> values(List<EffectiveSetting> settings) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    settings.forEach(each -> values.put(each.key(), each.value()));
    return Map.of("values", values);
  }

  private static Map<String, @Nullable Object> of(EffectiveSetting setting) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("key", setting.key());
    view.put("value", setting.value());
    view.put("source", setting.source());
    view.put("from", setting.from());
    return view;
  }

  /** The record, and where it stands if it runs, or what was seen if it failed. */
  static Map<String, @Nullable Object> of(
      OperationRecord record, List<RunningOperation> running, Optional<FailureReport> failure) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>(OperationView.of(record, running));
    view.put("failure", failure.map(ReportView::of).orElse(null));
    return view;
  }

  private static Map<String, @Nullable Object> of(FailureReport failure) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("plugin", failure.plugin());
    view.put("resolver", failure.resolver());
    view.put("stack", failure.stack());
    view.put("log", failure.log());
    return view;
  }
}
