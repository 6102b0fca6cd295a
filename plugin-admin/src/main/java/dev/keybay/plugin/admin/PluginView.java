package dev.keybay.plugin.admin;

import dev.keybay.api.plugin.PluginInfo;
import dev.keybay.api.plugin.PluginTrust;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How plugins are shown: the members of {@link PluginInfo} under their own names, and the stream.
 */
final class PluginView {
  private PluginView() {}

  /** {@code {"plugins": […]}}. */
  static Map<String, @Nullable Object> of(List<PluginInfo> plugins) {
    return Map.of("plugins", plugins.stream().map(PluginView::of).toList());
  }

  private static Map<String, @Nullable Object> of(PluginInfo plugin) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("name", plugin.name());
    view.put("stream", plugin.stream());
    view.put("version", plugin.version());
    view.put("format", plugin.format());
    view.put("state", plugin.state().name());
    view.put("routes", plugin.routes());
    view.put("promoted", plugin.promoted());
    view.put("inFlight", plugin.inFlight());
    view.put("requests", plugin.requests());
    view.put("digest", plugin.digest().orElse(null));
    view.put("signer", plugin.signer().orElse(null));
    view.put("source", plugin.source());
    view.put("since", plugin.since().toString());
    view.put("problem", plugin.problem().orElse(null));
    view.put("trust", plugin.trust().map(PluginTrust::level).orElse(null));
    view.put("trustNote", plugin.trust().map(PluginTrust::note).orElse(null));
    view.put("trustBy", plugin.trust().map(PluginTrust::by).orElse(null));
    view.put("trustSince", plugin.trust().map(trust -> trust.since().toString()).orElse(null));
    view.put("permissions", plugin.permissions());
    view.put("drift", plugin.drift().orElse(null));
    view.put("leak", plugin.leak().orElse(null));
    view.put("isolation", plugin.isolation());
    view.put("weight", plugin.weight());
    view.put("exposed", plugin.exposed());
    view.put("aliases", plugin.aliases());
    view.put("failures", plugin.failures());
    return view;
  }
}
