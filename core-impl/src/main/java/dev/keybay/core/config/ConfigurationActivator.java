package dev.keybay.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.MetaTypeService;

/**
 * Applies the operator's settings before any component of the host starts, and goes on watching
 * them.
 *
 * <p>An activator and no component, because an activator is done before Declarative Services looks
 * at the bundle: so each component is activated once, with its settings, and none at all when the
 * settings are broken. The bundle then does not start, and the launcher prints the exception's
 * message.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class ConfigurationActivator implements BundleActivator {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private @Nullable FolderWatch watch;

  @Override
  public void start(BundleContext context) throws IOException, BrokenConfigurationException {
    ConfigurationAdmin admin = service(context, ConfigurationAdmin.class);
    MetaTypeService metatype = service(context, MetaTypeService.class);
    Path conf = Path.of(property(context, "keybay.conf").orElse("conf"));
    ConfigFolder folder =
        new ConfigFolder(
            new FolderFiles(conf),
            Overrides.parse(property(context, "keybay.settings").orElse("{}")),
            () -> Catalog.of(context.getBundles(), metatype),
            new SettingsWriter(admin));
    folder.start();
    FolderWatch started = new FolderWatch(folder, INTERVAL);
    started.start();
    watch = started;
  }

  @Override
  public void stop(BundleContext context) {
    FolderWatch running = watch;
    if (running != null) {
      running.close();
    }
  }

  private static Optional<String> property(BundleContext context, String name) {
    return Optional.ofNullable(context.getProperty(name));
  }

  private static <T> T service(BundleContext context, Class<T> type) {
    ServiceReference<T> reference = context.getServiceReference(type);
    Objects.requireNonNull(
        reference,
        () -> type.getName() + " must be running before the host: give it a lower start level");
    return Objects.requireNonNull(context.getService(reference));
  }
}
