package dev.keybay.core.descriptor;

import dev.keybay.core.access.AccessRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin says about itself.
 *
 * @param name the plugin's name, if it differs from what its bundle says
 * @param version likewise, three numbers; must be the bundle's
 * @param routes first path segments; empty means the name
 * @param interfaces the access rules of each interface, {@code launch} and {@code admin} among them
 * @param defaults the default configuration: JSON values as plain Java
 * @param texts title, summary and the other fields for people, as they stand
 */
public record Descriptor(
    Optional<String> name,
    Optional<String> version,
    List<String> routes,
    Map<String, AccessRules> interfaces,
    Map<String, @Nullable Object> defaults,
    Map<String, @Nullable Object> texts) {

  /** Where it is in a bundle. */
  public static final String ENTRY = "OSGI-INF/keybay/plugin.yaml";
}
