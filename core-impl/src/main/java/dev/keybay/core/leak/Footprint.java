package dev.keybay.core.leak;

import dev.keybay.format.naming.PluginVersion;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * What a version leaves to be known by when it is gone. Holds nothing of it.
 *
 * @param bundle its number, which no other bundle gets
 * @param loader of its classes
 * @param packages of its classes
 */
record Footprint(
    PluginVersion plugin, long bundle, WeakReference<ClassLoader> loader, Set<String> packages) {

  /** Of a bundle that runs still; empty if it has no class loader. */
  static Optional<Footprint> of(PluginVersion plugin, Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
    return loader == null
        ? Optional.empty()
        : Optional.of(
            new Footprint(
                plugin, bundle.getBundleId(), new WeakReference<>(loader), packages(wiring)));
  }

  private static Set<String> packages(BundleWiring wiring) {
    Collection<String> classes =
        wiring.listResources(
            "/", "*.class", BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE);
    Set<String> packages = new HashSet<>();
    for (String each : classes) {
      int slash = each.lastIndexOf('/');
      if (slash > 0) {
        packages.add(each.substring(0, slash).replace('/', '.'));
      }
    }
    return Set.copyOf(packages);
  }

  boolean isGone() {
    return loader.refersTo(null);
  }

  /** Whether a class of this name is one of its own, or of another version of it. */
  boolean hasClass(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && packages.contains(name.substring(0, dot));
  }
}
