package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginState;
import dev.keybay.format.naming.PluginVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plugin bundle as it stands in the framework at one instant.
 *
 * @param format 1 for a plain bundle, 2 for one with a descriptor
 * @param routes the first path segments that it owns
 * @param promoted whether its plain name leads to it, or a share of it
 * @param inFlight requests inside it now
 * @param requests requests that it has answered
 * @param failures requests of those that ended in an internal error, or too late
 * @param managed whether {@link Hosting} brought it in, and not the shell
 * @param location of the bundle
 * @param since when it entered its state
 * @param problem what is wrong, if anything
 */
public record HostedPlugin(
    PluginVersion plugin,
    int format,
    PluginState state,
    List<String> routes,
    boolean promoted,
    long inFlight,
    long requests,
    long failures,
    boolean managed,
    String location,
    Instant since,
    Optional<String> problem) {}
