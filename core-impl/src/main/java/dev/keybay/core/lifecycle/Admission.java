package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.artifact.ArtifactStore;
import dev.keybay.core.artifact.Staged;
import dev.keybay.core.audit.ActorScope;
import dev.keybay.core.host.HostFolders;
import dev.keybay.core.registry.Release;
import dev.keybay.core.signature.SignaturePolicy;
import dev.keybay.format.jar.DirectoryJar;
import dev.keybay.format.jar.JarInspector;
import dev.keybay.format.jar.JarInspector.BadJarException;
import dev.keybay.format.jar.PluginIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * The door for jars: takes the bytes in, looks at them, and says which release they are. Nothing is
 * kept yet. Thread-safe.
 */
@Component(service = Admission.class, configurationPid = WatchSettings.PID)
public final class Admission {
  private final ArtifactStore artifacts;
  private final SignaturePolicy signatures;
  private final Clock clock;
  private final Path shipped;
  private volatile boolean development;

  /**
   * A jar that was looked at. Close it to give up what was not kept.
   *
   * @param release what it would be registered as
   * @param development whether it may replace other bytes of its version
   */
  record Admitted(Staged staged, Release release, boolean development) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      staged.close();
    }
  }

  @Activate
  public Admission(
      WatchSettings settings,
      @Reference ArtifactStore artifacts,
      @Reference SignaturePolicy signatures,
      @Reference HostFolders folders,
      @Reference Clock clock) {
    this.artifacts = artifacts;
    this.signatures = signatures;
    this.clock = clock;
    this.shipped = folders.home().resolve("plugins");
    configure(settings);
  }

  @Modified
  void configure(WatchSettings settings) {
    development = settings.development();
  }

  /**
   * The jar of a request: its bytes, or what its target points to.
   *
   * @throws KbsException {@code NOT_FOUND} if it is not there, {@code UNPROCESSABLE} if it is no
   *     usable plugin or not the bytes that {@code sha256} names
   */
  Admitted admit(PluginRequest request) {
    if (Boolean.parseBoolean(request.arguments().get("development")) && !development) {
      throw new KbsException(
          ErrorCode.CONFLICT,
          "This host is not for development: set development in conf/plugins.json to true");
    }
    if (request.jar().isPresent()) {
      String sender = "sent by " + ActorScope.current().name();
      return admit(request.jar().get(), sender, request);
    }
    Path file = path(request.target());
    if (!Files.isRegularFile(file)) {
      throw new KbsException(
          ErrorCode.NOT_FOUND,
          "There is no file " + file + " on the broker's machine; give a path or a file: URL");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return admit(in, file.toString(), request);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The jar of a file, or in development of a folder, as a request to install it. */
  Admitted admit(Path file) throws IOException, BadJarException {
    if (Files.isDirectory(file)) {
      if (!development) {
        throw new BadJarException(
            "a folder is taken as a plugin in development only: put a jar here, or set development"
                + " in conf/plugins.json to true");
      }
      return look(
          artifacts.stage(new ByteArrayInputStream(DirectoryJar.pack(List.of(file)))),
          file.toString());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return look(artifacts.stage(in), file.toString());
    }
  }

  private Admitted admit(InputStream in, String source, PluginRequest request) {
    try {
      Admitted admitted = look(artifacts.stage(in), source);
      String expected = request.arguments().getOrDefault("sha256", "");
      if (!expected.isEmpty() && !admitted.release().digest().endsWith(expected)) {
        admitted.close();
        throw new KbsException(
            ErrorCode.UNPROCESSABLE,
            "the jar's digest is " + admitted.release().digest() + ", not " + expected);
      }
      return admitted;
    } catch (IOException e) {
      throw unreadable(e);
    } catch (BadJarException e) {
      throw new KbsException(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  private Admitted look(Staged staged, String source) throws IOException, BadJarException {
    try {
      PluginIdentity identity = JarInspector.inspect(staged.file()).identity();
      Release release =
          new Release(
              identity.plugin(),
              identity.format(),
              staged.digest(),
              signer(staged, source),
              source,
              clock.instant());
      return new Admitted(staged, release, development);
    } catch (IOException | BadJarException | RuntimeException e) {
      staged.close();
      throw e;
    }
  }

  /** Who signed it, as the policy wants; what ships with the distribution need not be signed. */
  private Optional<String> signer(Staged staged, String source) throws IOException {
    return shipped.equals(Path.of(source).getParent())
        ? Optional.empty()
        : signatures.check(staged.file()).signer().map(Object::toString);
  }

  private static Path path(String source) {
    try {
      return source.startsWith("file:")
          ? Path.of(URI.create(source))
          : Path.of(source).toAbsolutePath();
    } catch (IllegalArgumentException e) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, "expected a jar's path or file: URL, got " + source, e);
    }
  }

  private static KbsException unreadable(IOException e) {
    return new KbsException(
        ErrorCode.UNPROCESSABLE, "the jar cannot be taken in: " + e.getMessage(), e);
  }
}
