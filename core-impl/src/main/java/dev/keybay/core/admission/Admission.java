package dev.keybay.core.admission;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.artifact.Staged;
import dev.keybay.core.audit.ActorScope;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.plugins.PluginsSettings;
import dev.keybay.core.registry.Demands;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Trust;
import dev.keybay.core.signature.SignaturePolicy;
import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.Status;
import dev.keybay.format.descriptor.TrustLevel;
import dev.keybay.format.jar.JarInspector;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.jar.PluginIdentity;
import dev.keybay.format.signature.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * The door for jars: takes the bytes in, looks at them, and says which release they are. Nothing is
 * kept yet. Thread-safe.
 */
@Component(service = Admission.class, configurationPid = PluginsSettings.PID)
public final class Admission {
  private final ArtifactStore artifacts;
  private final SignaturePolicy signatures;
  private final Clock clock;
  private final RegistryStore registry;
  private final Path shipped;
  private volatile boolean development;

  /**
   * A jar that was looked at. Close it to give up what was not kept.
   *
   * @param identity what it says of itself
   * @param release what it would be registered as
   * @param development whether it may replace other bytes of its version
   */
  public record Admitted(
      Staged staged, PluginIdentity identity, Release release, boolean development)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      staged.close();
    }
  }

  @Activate
  public Admission(
      PluginsSettings settings,
      @Reference ArtifactStore artifacts,
      @Reference SignaturePolicy signatures,
      @Reference HostFolders folders,
      @Reference Clock clock,
      @Reference RegistryStore registry) {
    this.registry = registry;
    this.artifacts = artifacts;
    this.signatures = signatures;
    this.clock = clock;
    this.shipped = folders.home().resolve("plugins");
    configure(settings);
  }

  @Modified
  void configure(PluginsSettings settings) {
    development = settings.development();
  }

  /**
   * The jar of a request: its bytes, or what its target points to.
   *
   * @throws KbsException {@code NOT_FOUND} if it is not there, {@code UNPROCESSABLE} if it is no
   *     usable plugin or not the bytes that {@code sha256} names
   */
  public Admitted admit(PluginRequest request) {
    if (Boolean.parseBoolean(request.arguments().get("development")) && !development) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "This host is not for development: set development in conf/plugins.json to true");
    }
    if (request.jar().isPresent()) {
      String sender = "sent by " + ActorScope.current().name();
      return admit(request.jar().get(), sender, request);
    }
    Sources.Source source = Sources.of(request.target(), expected(request), development);
    try (InputStream in = source.open()) {
      return admit(in, source.name(), request);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static Optional<String> expected(PluginRequest request) {
    String given = request.arguments().getOrDefault("sha256", "").replace("sha256:", "");
    if (!given.isEmpty() && !given.matches("[0-9a-f]{64}")) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, "sha256 must be 64 lower-case hexadecimal digits");
    }
    return given.isEmpty() ? Optional.empty() : Optional.of(given);
  }

  /**
   * Bytes that are in the content store already: they are looked at anew, since what was good
   * enough when they came may not be so any more.
   */
  public Admitted admit(Release kept) {
    try (InputStream in = Files.newInputStream(artifacts.intact(kept.digest()))) {
      return look(artifacts.stage(in), kept.source());
    } catch (IOException e) {
      throw unreadable(e);
    } catch (BadJarException e) {
      throw new KbsException(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The jar of a file, or in development of a folder, as a request to install it.
   *
   * @throws KbsException {@code CONFLICT} for a folder on a host that is not for development
   */
  public Admitted admit(Path file) throws IOException, BadJarException {
    Sources.Source source = Sources.at(file, development);
    try (InputStream in = source.open()) {
      return look(artifacts.stage(in), source.name());
    }
  }

  private Admitted admit(InputStream in, String source, PluginRequest request) {
    try {
      Staged staged = artifacts.stage(in);
      require(staged, expected(request));
      if (Detached.isDescriptor(staged.file())) {
        return detached(staged, source);
      }
      return look(staged, source);
    } catch (IOException e) {
      throw unreadable(e);
    } catch (BadJarException e) {
      throw new KbsException(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The jar that a detached descriptor points to. */
  private Admitted detached(Staged descriptor, String source) throws IOException, BadJarException {
    try (descriptor) {
      Detached detached = Detached.read(descriptor.file());
      Sources.Source jar =
          Sources.of(
              detached.artifact().url(), Optional.of(detached.artifact().sha256()), development);
      try (InputStream in = jar.open()) {
        Staged staged = artifacts.stage(in);
        require(staged, Optional.of(detached.artifact().sha256()));
        Admitted admitted = look(staged, Sources.isRemote(source) ? source : jar.name());
        try {
          detached.require(admitted.release());
          return admitted;
        } catch (KbsException e) {
          admitted.close();
          throw e;
        }
      }
    }
  }

  private static void require(Staged staged, Optional<String> sha256) throws IOException {
    if (sha256.isPresent() && !staged.digest().endsWith(sha256.get())) {
      String digest = staged.digest();
      staged.close();
      throw new KbsException(
          ErrorCode.UNPROCESSABLE, "the digest is " + digest + ", not " + sha256.get());
    }
  }

  private Admitted look(Staged staged, String source) throws IOException, BadJarException {
    try {
      PluginIdentity identity =
          JarInspector.inspect(staged.file(), this::isInDevelopment).identity();
      boolean ships = !Sources.isRemote(source) && shipped.equals(Path.of(source).getParent());
      if (!ships && identity.descriptor().isPresent()) {
        checkFitForSwaps(identity.descriptor().get());
      }
      Optional<Signer> signer =
          ships ? Optional.empty() : signatures.check(staged.file()).trusted();
      Release release =
          new Release(
                  identity.plugin(),
                  identity.format(),
                  staged.digest(),
                  signer.map(Signer::toString),
                  source,
                  clock.instant())
              .demanding(Demands.of(identity.descriptor()))
              .trusted(ships ? Trust.shipped(clock.instant()) : trust(signer));
      return new Admitted(staged, identity, release, development);
    } catch (IOException | BadJarException | RuntimeException e) {
      staged.close();
      throw e;
    }
  }

  /** What ships comes with the start of the broker; everything else comes while it serves. */
  private static void checkFitForSwaps(Descriptor descriptor) throws BadJarException {
    if (!descriptor.compatibility().hotpluggable()) {
      throw new BadJarException(
          "it must not be swapped while the broker serves (compatibility.hotpluggable: false): put"
              + " its jar into the folder plugins of the distribution and start the broker again");
    }
    if (descriptor.about().status().filter(Status.YANKED::equals).isPresent()) {
      throw new BadJarException(
          "its makers have withdrawn it (status: yanked): take another version");
    }
  }

  private Trust trust(Optional<Signer> signer) {
    if (development) {
      return Trust.inDevelopment(clock.instant());
    }
    return signer.filter(signatures::isAutoTrusted).isPresent() ? Trust.asTheLast() : Trust.NONE;
  }

  private boolean isInDevelopment(String name) {
    return development
        || registry.current().releases(name).stream()
            .anyMatch(release -> release.trust().level() == TrustLevel.DEVELOPMENT);
  }

  private static KbsException unreadable(IOException e) {
    return new KbsException(
        ErrorCode.UNPROCESSABLE, "the jar cannot be taken in: " + e.getMessage(), e);
  }
}
