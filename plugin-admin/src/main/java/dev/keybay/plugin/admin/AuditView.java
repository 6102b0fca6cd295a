package dev.keybay.plugin.admin;

import dev.keybay.api.plugin.AuditPage;
import dev.keybay.api.plugin.AuditRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the audit of plugins is shown. */
final class AuditView {
  private AuditView() {}

  /**
   * {@code {"audit": […], "next", "verified", "problem"}}; {@code next} is what to give as {@code
   * before} for the page after, and null on the last.
   */
  static Map<String, @Nullable Object> of(AuditPage page) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("audit", page.records().stream().map(AuditView::of).toList());
    view.put("next", page.next().isPresent() ? page.next().getAsLong() : null);
    view.put("verified", page.verified().orElse(null));
    view.put("problem", page.problem().orElse(null));
    return view;
  }

  private static Map<String, @Nullable Object> of(AuditRecord each) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("sequence", each.sequence());
    view.put("at", each.at().toString());
    view.put("actor", each.actor());
    view.put("request", each.requestId());
    view.put("action", each.action());
    view.put("target", each.target());
    view.put("outcome", each.outcome());
    return view;
  }
}
