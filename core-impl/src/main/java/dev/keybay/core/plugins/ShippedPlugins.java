package dev.keybay.core.plugins;

import dev.keybay.api.attest.TokenIssuer;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.jar.JarInspector;
import dev.keybay.core.jar.JarInspector.BadJarException;
import dev.keybay.core.routing.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings up the plugins of the distribution's {@code plugins/} folder, on a thread of its own: the
 * broker is ready when each of them serves, has failed or is switched off.
 *
 * <p>It waits for the services that plugins need: a plugin that is started too early would be
 * reported as one whose services are missing.
 */
@Component(service = ShippedPlugins.class, immediate = true)
public final class ShippedPlugins {
  private static final Logger log = LoggerFactory.getLogger(ShippedPlugins.class);

  private final Plugins plugins;
  private final Deployer deployer;
  private volatile boolean done;

  @Activate
  public ShippedPlugins(
      @Reference Plugins plugins,
      @Reference Deployer deployer,
      @Reference HostFolders folders,
      @Reference Router router,
      @Reference TokenIssuer tokens,
      @Reference HttpServiceRuntime http)
      throws IOException {
    this.plugins = plugins;
    this.deployer = deployer;
    List<Path> jars = jars(folders.home().resolve("plugins"));
    // Before anything is deployed: whoever ships may own reserved routes, from any folder.
    jars.forEach(this::noteName);
    Thread thread = new Thread(() -> deployAll(jars), "keybay-shipped-plugins");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether all of them have been tried. */
  public boolean settled() {
    return done;
  }

  private void deployAll(List<Path> jars) {
    try {
      jars.forEach(deployer::deploy);
    } finally {
      done = true;
    }
  }

  private void noteName(Path jar) {
    try {
      plugins.ships(JarInspector.inspect(jar).identity().plugin().name());
    } catch (BadJarException | IOException e) {
      log.atDebug().addKeyValue("file", jar).setCause(e).log("the deployer reports it");
    }
  }

  private static List<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
