package dev.keybay.core.intake;

import dev.keybay.core.host.HostFolders;
import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Takes over from FileInstall whatever happens to anything in the watched folder: of what nobody
 * takes, FileInstall makes a bundle itself if it has the manifest of one, whatever its name is. So
 * this needs nothing that may be missing or go away, the store for example; whom it hands the files
 * to may come later. Thread-safe.
 *
 * <p>It judges by the path alone: if it looked inside, a good jar overwritten with half a one would
 * not be ours any more, and FileInstall would uninstall the plugin. And it only hands on:
 * FileInstall has one thread for the whole folder.
 */
@Component(
    service = {ArtifactInstaller.class, ArtifactListener.class},
    // Before FileInstall's own, which would install a folder without asking anybody.
    property = Constants.SERVICE_RANKING + ":Integer=1000",
    immediate = true)
public final class FolderGate implements ArtifactInstaller {
  private final Path folder;

  /** Where FileInstall packs a folder before it asks who takes it; then it tells of the folder. */
  private final Path packed;

  private final Set<Path> known = ConcurrentHashMap.newKeySet();
  private volatile @Nullable DropFolder plugins;

  @Activate
  public FolderGate(@Reference HostFolders folders) {
    this.folder = folders.deploy();
    this.packed = folders.data().resolve("tmp");
  }

  /** Tells it of all that came before it. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setPlugins(DropFolder come) {
    plugins = come;
    known.forEach(come::present);
  }

  void unsetPlugins(DropFolder gone) {
    if (plugins == gone) {
      plugins = null;
    }
  }

  @Override
  public boolean canHandle(File artifact) {
    Path parent = path(artifact).getParent();
    return folder.equals(parent) || packed.equals(parent);
  }

  @Override
  public void install(File artifact) {
    Path file = path(artifact);
    known.add(file);
    DropFolder now = plugins;
    if (now != null) {
      now.present(file);
    }
  }

  @Override
  public void update(File artifact) {
    install(artifact);
  }

  @Override
  public void uninstall(File artifact) {
    Path file = path(artifact);
    known.remove(file);
    DropFolder now = plugins;
    if (now != null) {
      now.gone(file);
    }
  }

  private static Path path(File artifact) {
    return artifact.toPath().toAbsolutePath().normalize();
  }
}
