package dev.keybay.core.transaction;

import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Release;
import dev.keybay.core.signature.SignaturePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The jars of versions that are about to start, if they still may. Thread-safe. */
@Component(service = KeptJars.class)
public final class KeptJars {
  private final ArtifactStore artifacts;
  private final SignaturePolicy signatures;

  @Activate
  public KeptJars(@Reference ArtifactStore artifacts, @Reference SignaturePolicy signatures) {
    this.artifacts = artifacts;
    this.signatures = signatures;
  }

  /**
   * The jar of a version, whole. One that was taken in before is asked again whether its signer is
   * trusted, since the operator may have changed their mind; one that has just come was asked, and
   * what ships with the distribution never is.
   *
   * @param before the registry without the version, if it has just come
   * @throws IOException if the jar is gone, damaged, or not trusted any more; with what to do
   */
  public Path fit(Registry before, Release release) throws IOException {
    Path jar = artifacts.intact(release.digest());
    boolean keptBefore =
        before
            .release(release.plugin())
            .filter(known -> known.digest().equals(release.digest()))
            .isPresent();
    if (keptBefore && !before.offered().contains(release.digest())) {
      Optional<String> objection = signatures.objection(jar, release.signer().isPresent());
      if (objection.isPresent()) {
        throw new IOException(objection.get());
      }
    }
    return jar;
  }
}
