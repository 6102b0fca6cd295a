package dev.keybay.core.registry;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.format.descriptor.PackageFormats;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which version may take the place of which, and by which operation. */
public final class Order {
  private Order() {}

  /** What an installation turns out to be. */
  public enum Installation {
    /** The first version of a stream, or of one that serves nothing. */
    NEW,
    /** Its stream serves a lower version, which it replaces. */
    UPDATE,
    /** It serves already. */
    UNCHANGED
  }

  /**
   * What installing a version means.
   *
   * @throws KbsException {@code CONFLICT} if its stream serves a higher one
   */
  public static Installation installation(Registry registry, Release release) {
    Optional<PluginVersion> active =
        registry.stream(release.stream()).flatMap(PluginStream::active);
    if (active.isEmpty()) {
      return Installation.NEW;
    }
    int order = release.plugin().compareTo(active.get());
    if (order < 0) {
      throw conflict(
          release.stream() + " serves " + active.get() + ", which is higher; use downgrade");
    }
    if (order > 0) {
      return Installation.UPDATE;
    }
    return registry.streams().get(release.stream()).enabled()
        ? Installation.UNCHANGED
        : Installation.NEW;
  }

  /**
   * Requires that a version updates its stream.
   *
   * @throws KbsException {@code NOT_FOUND} if there is no such stream, {@code CONFLICT} with what
   *     to use instead otherwise
   */
  public static void update(Registry registry, Release release) {
    PluginVersion active = replaced(registry, release, "update");
    int order = release.plugin().compareTo(active);
    if (order < 0) {
      throw conflict(release.stream() + " serves " + active + ", which is higher; use downgrade");
    }
    if (order == 0) {
      throw conflict(active + " serves already; an update needs a higher version");
    }
  }

  /** Requires that a version downgrades its stream; as {@link #update}. */
  public static void downgrade(Registry registry, Release release) {
    PluginVersion active = replaced(registry, release, "downgrade");
    int order = release.plugin().compareTo(active);
    if (order > 0) {
      throw conflict(release.stream() + " serves " + active + ", which is lower; use update");
    }
    if (order == 0) {
      throw conflict(active + " serves already; a downgrade needs a lower version");
    }
  }

  /**
   * The version that a rollback of a stream leads to.
   *
   * @throws KbsException {@code CONFLICT} if it keeps none, or is a plain bundle's, with the way
   *     back
   */
  public static PluginVersion rollback(Registry registry, StreamId id) {
    PluginStream stream = known(registry, id);
    if (registry.releases(id).stream().anyMatch(each -> !offers(each.format(), "rollback"))) {
      throw conflict(
          "A plain bundle (format 1) cannot be used in rollback: nothing says what it replaced. "
              + wayBack(registry, id));
    }
    return stream
        .previous()
        .orElseThrow(
            () ->
                conflict(
                    id
                        + " keeps no version before this one; use downgrade to one of "
                        + versions(registry.releases(id))));
  }

  /** The release of a version. */
  public static Release known(Registry registry, PluginVersion plugin) {
    return registry
        .release(plugin)
        .orElseThrow(
            () ->
                new KbsException(
                    ErrorCode.NOT_FOUND,
                    plugin
                        + " is not registered; of "
                        + plugin.name()
                        + " there is "
                        + versions(registry.releases(plugin.name()))));
  }

  /** The stream of a name. */
  public static PluginStream known(Registry registry, StreamId id) {
    return registry.stream(id)
        .orElseThrow(
            () ->
                new KbsException(
                    ErrorCode.NOT_FOUND,
                    "There is no stream "
                        + id
                        + "; of "
                        + id.name()
                        + " there is "
                        + versions(registry.releases(id.name()))));
  }

  /** From a plain bundle the name is led to another version, by hand. */
  private static String wayBack(Registry registry, StreamId id) {
    Optional<StreamId> other =
        registry.releases(id.name()).stream()
            .map(Release::stream)
            .filter(each -> !each.equals(id))
            .reduce((former, next) -> next.compareTo(id) < 0 ? next : former);
    return other
        .map(to -> "Use: enable " + to + ", then: promote " + id.name() + " " + to)
        .orElse(
            "Install the version before beside " + id + ", then promote " + id.name() + " to it");
  }

  private static PluginVersion replaced(Registry registry, Release release, String operation) {
    PluginVersion plugin = release.plugin();
    List<Release> legacy =
        registry.releases(plugin.name()).stream().filter(each -> each.format() == 1).toList();
    Optional<PluginStream> stream = registry.stream(release.stream());
    boolean noSuch = stream.isEmpty() || stream.get().id().version().equals(plugin.version());
    if (!offers(release.format(), operation) || (noSuch && !legacy.isEmpty())) {
      PluginVersion old = legacy.isEmpty() ? plugin : legacy.get(legacy.size() - 1).plugin();
      throw conflict(
          "A plain bundle (format 1) cannot be used in "
              + operation
              + ": nothing says what it replaces. Install "
              + plugin
              + " beside "
              + old
              + ", then: alias "
              + old
              + " "
              + plugin);
    }
    if (noSuch) {
      throw new KbsException(
          ErrorCode.NOT_FOUND,
          "There is no stream "
              + release.stream()
              + " to "
              + operation
              + "; use install. Of "
              + plugin.name()
              + " there is "
              + versions(registry.releases(plugin.name())));
    }
    return stream
        .get()
        .active()
        .orElseThrow(
            () -> conflict(release.stream() + " serves no version yet; use enable or install"));
  }

  /** The table of formats decides. */
  private static boolean offers(int format, String operation) {
    return PackageFormats.find(format)
        .filter(each -> each.operations().contains(operation))
        .isPresent();
  }

  private static String versions(List<Release> releases) {
    return releases.isEmpty()
        ? "none"
        : releases.stream()
            .map(release -> release.plugin().version())
            .collect(Collectors.joining(", "));
  }

  private static KbsException conflict(String message) {
    return new KbsException(ErrorCode.CONFLICT, message);
  }
}
