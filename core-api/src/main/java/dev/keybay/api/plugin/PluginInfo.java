package dev.keybay.api.plugin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One version of one plugin, as an operator sees it.
 *
 * @param name the plugin's name
 * @param version three numbers, for example {@code 1.0.3}
 * @param format 1 for a plain bundle, 2 for one with a descriptor
 * @param routes the first path segments that it owns
 * @param promoted whether its plain name means this version
 * @param inFlight requests inside it now
 * @param requests requests that it has answered since it started
 * @param digest {@code sha256:} and 64 lower-case hexadecimal digits of the jar, if its bytes are
 *     known
 * @param signer who signed it and is trusted, if anyone
 * @param source where it came from: a path or a bundle location
 * @param since when it entered its state
 * @param problem what is wrong and what to do, in words, if anything is
 * @param trust how far its bytes are trusted; empty for what is not registered
 * @param permissions what it was granted, for example {@code host:secrets.read}
 * @param drift how the framework or the content store differs from the registry, if it does
 * @param leak what still holds a stopped instance of it in memory, if anything does
 * @param isolation how it is kept apart from the host: {@code in-process}, and nothing else yet
 * @param weight its share of the plain name, 0 to 100; 100 if the name means it alone
 * @param exposed whether guests may address its stream
 * @param aliases selectors that it serves for others, for example {@code old@1.0.0}
 * @param failures requests of those answered that ended in an internal error, or too late
 */
public record PluginInfo(
    String name,
    String version,
    int format,
    PluginState state,
    List<String> routes,
    boolean promoted,
    long inFlight,
    long requests,
    Optional<String> digest,
    Optional<String> signer,
    String source,
    Instant since,
    Optional<String> problem,
    Optional<PluginTrust> trust,
    List<String> permissions,
    Optional<String> drift,
    Optional<String> leak,
    String isolation,
    int weight,
    boolean exposed,
    List<String> aliases,
    long failures) {

  public PluginInfo {
    routes = List.copyOf(routes);
    permissions = List.copyOf(permissions);
    aliases = List.copyOf(aliases);
  }

  /**
   * The stream: {@code name-MAJOR.MINOR}; of a plain bundle, which nothing replaces, the version.
   */
  public String stream() {
    return name + "-" + (format == 1 ? version : version.substring(0, version.lastIndexOf('.')));
  }
}
