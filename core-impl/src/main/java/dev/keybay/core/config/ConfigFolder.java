package dev.keybay.core.config;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of settings files, applied once at start and then whenever it changes.
 *
 * <p>At start everything must be right. Later a broken change is reported once, and what it would
 * change stays as it was. Not thread-safe: the starter calls {@link #start}, and only then a
 * watcher calls {@link #poll}.
 */
final class ConfigFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigFolder.class);

  private final FolderFiles files;
  private final Overrides overrides;
  private final Supplier<Catalog> catalog;
  private final SettingsWriter writer;

  private Map<String, String> applied = Map.of();
  private Map<String, String> seen = Map.of();
  private List<Problem> reported = List.of();

  ConfigFolder(
      FolderFiles files, Overrides overrides, Supplier<Catalog> catalog, SettingsWriter writer) {
    this.files = files;
    this.overrides = overrides;
    this.catalog = catalog;
    this.writer = writer;
  }

  /** Applies all settings, or none if anything is wrong with any. */
  void start() throws IOException, BrokenConfigurationException {
    applied = files.fingerprint();
    seen = applied;
    Settings settings = Settings.read(files, overrides, catalog.get());
    if (!settings.problems().isEmpty()) {
      throw new BrokenConfigurationException(settings.problems());
    }
    writer.write(settings);
  }

  /**
   * Applies what has changed since the last call, once it has stayed the same for two calls: a file
   * may be half written.
   */
  void poll() throws IOException {
    Map<String, String> now = files.fingerprint();
    if (now.equals(applied)) {
      seen = now;
      return;
    }
    if (!now.equals(seen)) {
      seen = now;
      return;
    }
    applied = now;
    Settings settings = Settings.read(files, overrides, catalog.get());
    writer.write(settings);
    for (Problem problem : settings.problems()) {
      if (!reported.contains(problem)) {
        LOG.atError()
            .addKeyValue("where", problem.source())
            .log("settings not applied, the previous ones stay: {}", problem.text());
      }
    }
    reported = settings.problems();
  }
}
