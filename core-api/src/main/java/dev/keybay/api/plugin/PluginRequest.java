package dev.keybay.api.plugin;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One operation that an operator asks for.
 *
 * @param target what it is done to: a selector ({@code name}, {@code name@1.0}, {@code
 *     name@1.0.3}), a stream ({@code name-1.0}), a name, or where a jar or its detached descriptor
 *     is (a path, in development also a folder's; a {@code file:}, {@code https:} or {@code http:}
 *     URL); empty for {@code SYNC} and {@code PRUNE} of everything, and where a jar is given
 * @param arguments {@code to} for {@code PROMOTE} and {@code ALIAS}; a share for each version for
 *     {@code ROUTE}, and for {@code PROMOTE} if the name is not all of the stream's then; {@code
 *     sha256} where the target says where a jar is; {@code consent} where a version begins to run:
 *     {@code true}, or exactly the permissions with commas between; {@code force} for {@code
 *     DISABLE}: {@code true} leaves those behind that depend on it; {@code level}, {@code note} and
 *     {@code auto} for {@code TRUST}
 * @param jar the bytes, read once and not closed
 * @param plan only to say what would happen
 */
public record PluginRequest(
    PluginOperation operation,
    String target,
    Map<String, String> arguments,
    Optional<InputStream> jar,
    boolean plan) {

  public PluginRequest {
    arguments = Map.copyOf(arguments);
  }

  /** One without arguments. */
  public static PluginRequest of(PluginOperation operation, String target) {
    return new PluginRequest(operation, target, Map.of(), Optional.empty(), false);
  }

  /** The same with an argument more. */
  public PluginRequest with(String name, String value) {
    Map<String, String> more = new HashMap<>(arguments);
    more.put(name, value);
    return new PluginRequest(operation, target, more, jar, plan);
  }

  /** The same with a jar. */
  public PluginRequest with(InputStream bytes) {
    return new PluginRequest(operation, target, arguments, Optional.of(bytes), plan);
  }

  /** The same as a plan. */
  public PluginRequest planned() {
    return new PluginRequest(operation, target, arguments, jar, true);
  }
}
