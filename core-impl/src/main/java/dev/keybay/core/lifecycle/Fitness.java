package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.core.admission.Admission;
import dev.keybay.core.plugins.Hosting;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Release;
import dev.keybay.core.transaction.KeptJars;
import dev.keybay.format.descriptor.TrustLevel;
import dev.keybay.format.jar.JarInspector;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether what an operation lets run can run here, and whether what it replaces may be replaced
 * while the broker serves: known before anything is done, so a plan refuses what the deed would.
 */
record Fitness(KeptJars jars, Hosting hosting) {

  /**
   * Looks at what begins to run and what ends.
   *
   * @throws KbsException {@code UNPROCESSABLE} if a start would be refused, {@code CONFLICT} if a
   *     version that must not be swapped would be
   */
  void check(Registry before, Registry after, Deed deed) {
    Set<PluginVersion> beginning = new TreeSet<>(after.running());
    beginning.removeAll(before.running());
    for (PluginVersion version : beginning) {
      if (!isBrought(version, deed)) {
        checkServes(before, after.releases().get(version));
      }
      if (!ships(deed)) {
        checkReplaces(before, after, version);
      }
    }
  }

  /** What a jar that has just come would be refused for. */
  void check(PluginIdentity identity) {
    Optional<String> objection = hosting.objection(identity);
    if (objection.isPresent()) {
      throw new KbsException(
          ErrorCode.UNPROCESSABLE, identity.plugin() + " cannot serve: " + objection.get());
    }
  }

  private void checkServes(Registry before, Release release) {
    try {
      check(JarInspector.inspect(jars.fit(before, release), name -> true).identity());
    } catch (IOException | BadJarException e) {
      throw new KbsException(
          ErrorCode.UNPROCESSABLE, release.plugin() + " cannot serve: " + e.getMessage(), e);
    }
  }

  private void checkReplaces(Registry before, Registry after, PluginVersion version) {
    for (PluginVersion old : before.running()) {
      if (old.name().equals(version.name())
          && !after.running().contains(old)
          && !hosting.isHotpluggable(old)) {
        throw new KbsException(
            ErrorCode.CONFLICT,
            old
                + " must not be swapped while the broker serves (compatibility.hotpluggable:"
                + " false): put the jar of "
                + version
                + " into the folder plugins of the distribution and start the broker again");
      }
    }
  }

  private static boolean isBrought(PluginVersion version, Deed deed) {
    return deed.brings()
        .map(Admission.Admitted::release)
        .map(Release::plugin)
        .filter(version::equals)
        .isPresent();
  }

  /** What ships comes at the start, before anybody is served. */
  private static boolean ships(Deed deed) {
    return deed.brings()
        .filter(admitted -> admitted.release().trust().level() == TrustLevel.BUILTIN)
        .isPresent();
  }
}
