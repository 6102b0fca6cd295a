package dev.keybay.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** The bundles of the distribution, {@code bundles/*.jar}. */
final class Distribution {
  private Distribution() {}

  /** Installs all, marked to start at their level; the framework must be initialised only. */
  static List<Bundle> install(BundleContext context, Path home) throws StartupException {
    List<Bundle> bundles = new ArrayList<>();
    for (Path jar : jars(home.resolve("bundles"))) {
      try {
        // By reference: no copy into the cache.
        Bundle bundle = context.installBundle("reference:" + jar.toUri());
        StartLevel level = StartLevel.of(jar.getFileName().toString());
        bundle.adapt(BundleStartLevel.class).setStartLevel(level.number());
        if (bundle.adapt(BundleRevision.class).getTypes() != BundleRevision.TYPE_FRAGMENT) {
          bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
        bundles.add(bundle);
      } catch (BundleException e) {
        throw new StartupException(
            jar + " cannot be installed (" + e.getMessage() + "). Unpack the distribution again.",
            e);
      }
    }
    return bundles;
  }

  private static Iterable<Path> jars(Path folder) throws StartupException {
    TreeSet<Path> jars = new TreeSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(jars::add);
    } catch (IOException e) {
      throw new StartupException(
          "cannot read the bundles of the distribution in "
              + folder
              + " ("
              + e
              + "). Unpack the distribution again.",
          e);
    }
    return jars;
  }
}
