package dev.keybay.core.intake;

import dev.keybay.core.admission.Admission;
import dev.keybay.core.admission.Sources;
import dev.keybay.core.lifecycle.RequestedChange;
import dev.keybay.core.registry.Exposure;
import dev.keybay.core.registry.Grants;
import dev.keybay.core.registry.Order;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Transitions;
import dev.keybay.core.registry.Withdrawal;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What files in the watched folder want of the registry: the highest of a stream serves, and what
 * replaces a file's version has its place. Changes nothing.
 */
final class FileWishes {
  private FileWishes() {}

  /**
   * Whether a file's wish was done once and another version was chosen since: an operator's
   * downgrade must not end with the next start.
   */
  static boolean isPassedOver(Registry now, Release release) {
    return isKnown(now, release)
        && now.stream(release.stream())
            .flatMap(PluginStream::active)
            .filter(active -> !active.equals(release.plugin()))
            .isPresent();
  }

  /** Whether this very file has brought this version before. */
  static boolean isKnown(Registry now, Release release) {
    return now.release(release.plugin())
        .filter(known -> known.digest().equals(release.digest()))
        .filter(known -> known.source().equals(release.source()))
        .isPresent();
  }

  /** The registry as a file's version wants it. */
  static Registry wanted(Registry now, Path file, Admission.Admitted admitted) {
    Release release = admitted.release();
    Registry known = RequestedChange.registered(now, admitted);
    if (!Grants.growth(now, Order.known(known, release.plugin())).isEmpty()) {
      return known; // nobody to ask: it awaits an operator's consent
    }
    if (isKnown(now, release)) {
      return served(known, file, release); // what was chosen since is an operator's choice
    }
    Optional<PluginVersion> sharing = sharing(known, file, release);
    if (sharing.isPresent()) {
      Exposure shares = known.exposures().get(release.plugin().name());
      return known.with(shares.replaced(sharing.get(), release.plugin()));
    }
    return withoutOtherStreams(served(known, file, release), file, release);
  }

  /** The highest of its stream serves, or what takes the place of the file's former version. */
  private static Registry served(Registry known, Path file, Release release) {
    Optional<PluginVersion> active = known.streams().get(release.stream()).active();
    if (active.isEmpty() || active.get().compareTo(release.plugin()) < 0) {
      return Transitions.choose(known, release.plugin());
    }
    boolean replaced =
        !active.get().equals(release.plugin())
            && known.release(active.get()).filter(old -> cameFrom(old, file)).isPresent();
    return replaced
        ? Transitions.choose(
            known, highest(release, present(known, release.stream(), file.toString())))
        : known;
  }

  /** What the file held before, if it does not serve the stream but has a share of the name. */
  private static Optional<PluginVersion> sharing(Registry now, Path file, Release release) {
    PluginStream stream = now.streams().get(release.stream());
    return now.releases(stream.id()).stream()
        .filter(old -> cameFrom(old, file))
        .map(Release::plugin)
        .filter(old -> !old.equals(release.plugin()) && now.isActive(old))
        .filter(old -> !stream.active().filter(old::equals).isPresent())
        .findFirst();
  }

  /**
   * What the file held of other streams goes; where nobody is left there, the new one takes over.
   */
  private static Registry withoutOtherStreams(Registry now, Path file, Release release) {
    Registry after = now;
    for (Release old : now.releases(release.plugin().name())) {
      if (cameFrom(old, file)
          && !old.stream().equals(release.stream())
          && now.isActive(old.plugin())
          && after.isRunning(release.plugin())) {
        boolean lasts = Withdrawal.heir(after, old.plugin()).or(() -> spare(now, old)).isPresent();
        after =
            lasts
                ? without(after, old)
                : Withdrawal.inFavourOf(after, old.plugin(), release.plugin());
      }
    }
    return after;
  }

  private static PluginVersion highest(Release release, Optional<PluginVersion> other) {
    return other
        .filter(version -> version.compareTo(release.plugin()) > 0)
        .orElse(release.plugin());
  }

  /** What is registered as it was, if the file's version neither serves nor has a share. */
  static Registry without(Registry now, Release release) {
    return now.isActive(release.plugin())
        ? Withdrawal.of(now, release.plugin(), spare(now, release))
        : now;
  }

  /** Who would serve instead of a version, though nobody has asked for it yet. */
  static Optional<PluginVersion> spare(Registry now, Release release) {
    return present(now, release.stream(), release.source());
  }

  /** The highest version of a stream whose file is there, and is another than this one. */
  private static Optional<PluginVersion> present(Registry now, StreamId stream, String but) {
    return now.releases(stream).stream()
        .filter(other -> !other.source().equals(but) && isFile(other))
        .filter(other -> Grants.growth(now, other).isEmpty())
        .map(Release::plugin)
        .reduce((lower, higher) -> higher);
  }

  /** What came by HTTP is no file, whatever its source looks like. */
  static boolean isFile(Release release) {
    return !Sources.isRemote(release.source()) && Files.exists(Path.of(release.source()));
  }

  /** Whether the file is where a version came from. */
  static boolean cameFrom(Release release, Path file) {
    return release.source().equals(file.toString());
  }
}
