package dev.keybay.format.jar;

import dev.keybay.format.descriptor.Compatibility;
import dev.keybay.format.descriptor.Isolation;
import dev.keybay.format.descriptor.IsolationMode;
import java.util.Locale;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/**
 * The Keybay and the Java that run here, and whether a plugin fits them. Asked when a plugin comes
 * and again at each start: either may have been replaced since.
 */
public record RunningHost(Version keybay, Version java) {

  /**
   * The host that this bundle is the core of.
   *
   * @param host the core's bundle, whose version is Keybay's
   */
  public static RunningHost of(Bundle host) {
    return new RunningHost(host.getVersion(), java(Runtime.version()));
  }

  /** A Java, as far as OSGi versions can say it. */
  public static Version java(Runtime.Version version) {
    return new Version(version.feature(), version.interim(), version.update());
  }

  /** Why a plugin does not run here, in words for the operator; empty if it does. */
  public Optional<String> problem(Compatibility compatibility, Isolation isolation) {
    return problem("Keybay", keybay, compatibility.host())
        .or(() -> problem("Java", java, compatibility.java()))
        .or(() -> isolation.minimum().flatMap(RunningHost::isolated));
  }

  private static Optional<String> isolated(IsolationMode minimum) {
    return minimum == IsolationMode.IN_PROCESS
        ? Optional.empty()
        : Optional.of(
            "it insists on more isolation (isolation.minimum: "
                + minimum.name().toLowerCase(Locale.ROOT)
                + "); this Keybay runs plugins in-process");
  }

  private static Optional<String> problem(
      String what, Version running, Optional<VersionRange> wanted) {
    // A pre-release of 2.0 is meant to run what 2.0 runs.
    Version plain = new Version(running.getMajor(), running.getMinor(), running.getMicro());
    return wanted
        .filter(range -> !range.includes(plain))
        .map(range -> "it is made for " + what + " " + range + "; this is " + what + " " + plain);
  }
}
