package dev.keybay.store.sqlite;

import java.nio.file.Path;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The folder for data, which the launcher names by the framework property {@code keybay.data}. */
@Component(service = DataFolder.class)
public final class DataFolder {
  private final Path path;

  @Activate
  public DataFolder(BundleContext context) {
    path =
        Path.of(
            Objects.requireNonNull(
                context.getProperty("keybay.data"),
                "the framework property keybay.data must name the data folder"));
  }

  Path path() {
    return path;
  }
}
