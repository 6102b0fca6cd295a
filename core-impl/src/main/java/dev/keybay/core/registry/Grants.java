package dev.keybay.core.registry;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.format.descriptor.Isolation;
import dev.keybay.format.descriptor.IsolationMode;
import dev.keybay.format.descriptor.TrustLevel;
import dev.keybay.format.naming.PluginVersion;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What versions ask for, and what was granted. Whoever asks for more than the version that it
 * follows needs an operator's consent; whoever asks for the same or less runs as that one did.
 */
public final class Grants {
  private Grants() {}

  /**
   * What a version asks for beyond what was granted before, in words; empty if it may run.
   *
   * @param before the registry in which it does not run
   */
  public static SortedSet<String> growth(Registry before, Release release) {
    SortedSet<String> growth = new TreeSet<>(release.demands().permissions());
    if (release.trust().level() == TrustLevel.BUILTIN) {
      return new TreeSet<>();
    }
    if (release.grant().isPresent()) {
      growth.removeAll(release.grant().get().permissions());
      return growth;
    }
    Optional<Release> predecessor = predecessor(before, release);
    predecessor.ifPresent(
        former -> {
          growth.removeAll(granted(former));
          weakened(former.demands().isolation(), release.demands().isolation(), growth);
        });
    return growth;
  }

  /** What a version that runs may do. */
  public static SortedSet<String> granted(Release release) {
    return release.trust().level() == TrustLevel.BUILTIN
        ? release.demands().permissions()
        : release.grant().map(Grant::permissions).orElseGet(TreeSet::new);
  }

  /**
   * Grants what those ask for that begin to run.
   *
   * @throws KbsException {@code CONFLICT} if that is more than was agreed to, with all of it
   */
  public static Registry consented(Registry before, Registry after, Consent consent) {
    Registry granted = after;
    for (PluginVersion plugin : Relations.beginning(before, after)) {
      Release release = Order.known(after, plugin);
      SortedSet<String> growth = growth(before, release);
      if (!growth.isEmpty() && !consent.covers(growth)) {
        throw new KbsException(ErrorCode.CONFLICT, refusal(release, growth));
      }
      boolean asks = !release.demands().permissions().isEmpty() || !growth.isEmpty();
      if (asks && release.grant().isEmpty()) {
        granted =
            granted.with(
                release.granted(
                    new Grant(release.demands().permissions(), consent.by(), consent.at())));
      }
    }
    return granted;
  }

  private static String refusal(Release release, SortedSet<String> growth) {
    return release.plugin()
        + " asks for more than was granted: "
        + String.join(", ", growth)
        + ". To consent, repeat it with \"consent\": true, ?consent=true or --consent; or with"
        + " exactly these, as --consent="
        + String.join(",", growth);
  }

  /** The version that it follows: what its stream serves, or what the plain name means. */
  private static Optional<Release> predecessor(Registry before, Release release) {
    PluginVersion plugin = release.plugin();
    Optional<PluginVersion> inStream =
        before.stream(release.stream()).flatMap(stream -> stream.active().or(stream::previous));
    return inStream
        .or(
            () ->
                before
                    .exposure(plugin.name())
                    .flatMap(Exposure::promoted)
                    .flatMap(before::stream)
                    .flatMap(PluginStream::active))
        .flatMap(before::release);
  }

  private static void weakened(Isolation before, Isolation after, SortedSet<String> growth) {
    weakened("isolation", before.mode(), after.mode(), growth);
    weakened("isolation-minimum", before.minimum(), after.minimum(), growth);
  }

  private static void weakened(
      String what,
      Optional<IsolationMode> before,
      Optional<IsolationMode> after,
      SortedSet<String> growth) {
    IsolationMode was = before.orElse(IsolationMode.IN_PROCESS);
    IsolationMode is = after.orElse(IsolationMode.IN_PROCESS);
    if (is.compareTo(was) < 0) {
      growth.add(what + ":" + is.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }
}
