package dev.keybay.core.desired;

import dev.keybay.api.plugin.PluginChange;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the file wants.
 *
 * @param disableOthers whether streams that it does not name are switched off
 * @param plugins those whose entry could be read
 * @param broken what could not be read, each with its place
 */
record Wishes(boolean disableOthers, List<OfPlugin> plugins, List<PluginChange> broken) {

  static final Wishes NONE = new Wishes(false, List.of(), List.of());

  /** The member that stands for a value which is not given keeps what is. */
  record OfPlugin(
      String name,
      List<OfStream> streams,
      Optional<StreamId> promoted,
      Optional<SortedMap<PluginVersion, Integer>> route) {}

  /**
   * One stream.
   *
   * @param source a path or {@code file:} URL of its jar, if the broker may have to fetch it
   * @param sha256 of the jar, hexadecimal, if it is to be checked
   * @param consent whether the version may have whatever it asks for
   */
  record OfStream(
      StreamId id,
      PluginVersion version,
      Optional<String> source,
      Optional<String> sha256,
      boolean enabled,
      boolean consent,
      Optional<Boolean> exposed) {}
}
