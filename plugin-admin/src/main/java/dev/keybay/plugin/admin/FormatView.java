package dev.keybay.plugin.admin;

import dev.keybay.api.plugin.PackageFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How formats of packages are shown: the compatibility matrix. */
final class FormatView {
  private FormatView() {}

  /** {@code {"formats": [{"format", "since", "meaning", "operations": […]}]}}. */
  static Map<String, @Nullable Object> of(List<PackageFormat> formats) {
    return Map.of("formats", formats.stream().map(FormatView::of).toList());
  }

  private static Map<String, Object> of(PackageFormat format) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("format", format.number());
    view.put("since", format.since());
    view.put("meaning", format.meaning());
    view.put("operations", format.operations().stream().sorted().toList());
    return view;
  }
}
