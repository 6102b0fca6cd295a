package dev.keybay.core.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import org.osgi.framework.Bundle;

/**
 * What is running, as {@code kbs_build_info} shows it. The last two come from the bundle's headers
 * and are {@code unknown} in a build that does not set them.
 */
public record BuildInfo(String version, String gitHash, String buildDate) {
  static final String NAME = "kbs_build_info";

  /** Manifest header: the commit that was built. */
  static final String GIT_HASH = "Keybay-Git-Hash";

  /** Manifest header: when it was built. */
  static final String BUILD_DATE = "Keybay-Build-Date";

  static BuildInfo of(Bundle bundle) {
    return new BuildInfo(
        bundle.getVersion().toString(), header(bundle, GIT_HASH), header(bundle, BUILD_DATE));
  }

  Labels labels() {
    return Labels.of("version", version, "git_hash", gitHash, "build_date", buildDate);
  }

  private static String header(Bundle bundle, String name) {
    String value = bundle.getHeaders("").get(name);
    return value == null || value.isBlank() ? "unknown" : value;
  }
}
