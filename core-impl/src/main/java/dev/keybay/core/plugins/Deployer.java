package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginState;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.jar.JarInspector;
import dev.keybay.core.jar.JarInspector.BadJarException;
import dev.keybay.core.jar.JarInspector.Inspected;
import dev.keybay.core.naming.PluginVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the plugins of files into the framework: make before break. The new version is installed
 * beside the old one and started; only when it serves is the old one taken off the routes, drained,
 * stopped and uninstalled. If anything fails on the way, the old one has never stopped serving.
 *
 * <p>Not thread-safe against itself: {@link PluginOperations} runs one operation at a time.
 */
@Component(service = Deployer.class)
public final class Deployer {
  private static final Logger log = LoggerFactory.getLogger(Deployer.class);

  private final BundleContext context;
  private final Plugins plugins;
  private final PluginStarter starter;
  private final DisabledPlugins disabled;
  private final DeployFailures failures;
  private final Path scratch;

  /** Which bundle a file became. Guarded by this. */
  private final Map<Path, Bundle> deployed = new HashMap<>();

  @Activate
  public Deployer(
      BundleContext context,
      @Reference Plugins plugins,
      @Reference PluginStarter starter,
      @Reference DisabledPlugins disabled,
      @Reference HostFolders folders,
      @Reference Clock clock)
      throws IOException {
    this.context = context;
    this.plugins = plugins;
    this.starter = starter;
    this.disabled = disabled;
    this.failures = new DeployFailures(clock);
    this.scratch = Files.createDirectories(folders.data().resolve("tmp"));
  }

  /** Files that could not be taken, and why. */
  List<DeployFailures.Failure> failures() {
    return failures.all();
  }

  /** Makes the file's plugin serve, in place of what the file was before. */
  synchronized void deploy(Path file) {
    try {
      // A copy of our own: nobody changes it between the look and the use.
      Path copy = Files.createTempFile(scratch, "plugin", ".jar");
      try {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        deploy(file, copy, JarInspector.inspect(copy));
        failures.clear(file);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (BadJarException e) {
      fail(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      fail(file, "it cannot be read: " + e.getMessage());
    } catch (BundleException e) {
      fail(file, "the framework does not take it: " + e.getMessage());
    }
  }

  /** Retires what the file was. */
  synchronized void remove(Path file) {
    failures.clear(file);
    Bundle bundle = deployed.remove(file);
    if (bundle != null) {
      retire(bundle);
    }
  }

  private void deploy(Path file, Path copy, Inspected jar)
      throws IOException, BundleException, BadJarException {
    Bundle before = deployed.get(file);
    String location = location(jar);
    if (before != null && before.getLocation().equals(location)) {
      return;
    }
    refuseChangedBytes(jar, location, before);
    Bundle bundle;
    try (InputStream in = Files.newInputStream(copy)) {
      bundle = context.installBundle(location, in);
    }
    PluginEntry entry = plugins.of(bundle).orElseThrow();
    entry.cameFrom(file.toString(), jar.digest());
    PluginVersion plugin = entry.plugin();
    if (disabled.contains(plugin)) {
      plugins.enter(entry, PluginState.DISABLED, null);
    } else {
      Optional<String> problem = starter.start(entry);
      if (problem.isPresent()) {
        retire(bundle);
        throw new BadJarException(plugin + " cannot serve: " + problem.get());
      }
    }
    deployed.put(file, bundle);
    log.atInfo()
        .addKeyValue("plugin", plugin.name())
        .addKeyValue("version", plugin.version())
        .addKeyValue("file", file.getFileName())
        .log("a plugin is deployed");
    if (before != null) {
      retire(before);
    }
  }

  /** The bytes of a version that another file brought never change under its name. */
  private void refuseChangedBytes(Inspected jar, String location, @Nullable Bundle before)
      throws BadJarException {
    for (Map.Entry<Path, Bundle> other : deployed.entrySet()) {
      boolean sameVersion =
          plugins
              .of(other.getValue())
              .map(PluginEntry::plugin)
              .filter(jar.identity().plugin()::equals)
              .isPresent();
      if (sameVersion
          && other.getValue() != before
          && !other.getValue().getLocation().equals(location)) {
        throw new BadJarException(
            jar.identity().plugin()
                + " is here already with other bytes, from "
                + other.getKey()
                + "; raise the version");
      }
    }
  }

  private void retire(Bundle bundle) {
    if (deployed.containsValue(bundle) || bundle.getState() == Bundle.UNINSTALLED) {
      return; // another file has the same bytes, or the shell was faster
    }
    try {
      Optional<PluginEntry> entry = plugins.of(bundle);
      if (entry.isPresent()) {
        starter.retire(entry.get());
      } else {
        bundle.uninstall();
      }
    } catch (BundleException e) {
      log.atError()
          .addKeyValue("bundle", bundle.getLocation())
          .setCause(e)
          .log("a retired plugin could not be uninstalled");
    }
  }

  private void fail(Path file, String reason) {
    if (failures.add(file, reason)) {
      log.atError()
          .addKeyValue("file", file)
          .addKeyValue("reason", reason)
          .log("a plugin file is not taken; what served goes on serving");
    }
  }

  /** The digest is part of it, so that other bytes are never mistaken for the old bundle. */
  private static String location(Inspected jar) {
    PluginVersion plugin = jar.identity().plugin();
    return "keybay:"
        + plugin.name()
        + "-"
        + plugin.stream()
        + "/"
        + plugin.version()
        + "/"
        + jar.digest();
  }
}
