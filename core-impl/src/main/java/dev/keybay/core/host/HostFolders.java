package dev.keybay.core.host;

import java.nio.file.Path;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The folders that the launcher gave to this broker, as framework properties. All are absolute and
 * exist.
 */
@Component(service = HostFolders.class)
public final class HostFolders {
  private final Path home;
  private final Path data;
  private final Path conf;
  private final Path deploy;

  @Activate
  public HostFolders(BundleContext context) {
    this(
        folder(context, "keybay.home"),
        folder(context, "keybay.data"),
        folder(context, "keybay.conf"),
        folder(context, "keybay.deploy"));
  }

  public HostFolders(Path home, Path data, Path conf, Path deploy) {
    this.home = home;
    this.data = data;
    this.conf = conf;
    this.deploy = deploy;
  }

  /** The distribution: {@code plugins/} is in it. Read only. */
  public Path home() {
    return home;
  }

  /** What must not be lost, mode 0700. */
  public Path data() {
    return data;
  }

  /** The operator's configuration files. */
  public Path conf() {
    return conf;
  }

  /** The folder that is watched for plugins. */
  public Path deploy() {
    return deploy;
  }

  private static Path folder(BundleContext context, String property) {
    String value = context.getProperty(property);
    return Path.of(
        Objects.requireNonNull(value, () -> "the launcher must set the property " + property));
  }
}
