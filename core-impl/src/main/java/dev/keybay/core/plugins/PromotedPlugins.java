package dev.keybay.core.plugins;

import dev.keybay.core.routing.Routes;
import dev.keybay.format.jar.PluginIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The plugins that plain names lead to now, and files of their bundles. Thread-safe. */
@Component(service = PromotedPlugins.class)
public final class PromotedPlugins {
  private final Plugins plugins;
  private final Routes routes;

  /**
   * One of them. Of two with equal members the files are equal.
   *
   * @param bundle its number in the framework
   * @param changed when its bytes were last changed, in milliseconds since 1970
   */
  public record Promoted(PluginIdentity identity, long bundle, long changed) {}

  @Activate
  public PromotedPlugins(@Reference Plugins plugins, @Reference Routes routes) {
    this.plugins = plugins;
    this.routes = routes;
  }

  /** One of each name, in their order; where a name is divided, the lowest version of it. */
  public List<Promoted> now() {
    Map<String, PluginEntry> byName = new TreeMap<>();
    Collection<PluginEntry> all = new ArrayList<>(plugins.all());
    all.stream()
        .filter(entry -> entry.targets().stream().anyMatch(routes::isPromoted))
        .sorted(Comparator.comparing(PluginEntry::plugin))
        .forEach(entry -> byName.putIfAbsent(entry.plugin().name(), entry));
    return byName.values().stream()
        .map(
            entry ->
                new Promoted(
                    entry.identity(),
                    entry.bundle().getBundleId(),
                    entry.bundle().getLastModified()))
        .toList();
  }

  /**
   * The beginning of a file of its bundle.
   *
   * @param most so many bytes at most
   * @return empty if there is no such file, or the bundle has gone meanwhile
   */
  public Optional<byte[]> file(Promoted plugin, String path, int most) throws IOException {
    Optional<Bundle> bundle =
        plugins.all().stream()
            .map(PluginEntry::bundle)
            .filter(each -> each.getBundleId() == plugin.bundle())
            .findFirst();
    try {
      URL file = bundle.isEmpty() ? null : bundle.get().getEntry(path);
      if (file == null) {
        return Optional.empty();
      }
      try (InputStream in = file.openStream()) {
        return Optional.of(in.readNBytes(most));
      }
    } catch (IllegalStateException uninstalled) {
      return Optional.empty();
    }
  }
}
