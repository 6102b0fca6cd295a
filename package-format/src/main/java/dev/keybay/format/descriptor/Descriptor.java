package dev.keybay.format.descriptor;

import dev.keybay.format.access.AccessRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin says about itself. Immutable.
 *
 * @param name the plugin's name, if it differs from what its bundle says
 * @param version likewise, three numbers; must be the bundle's
 * @param routes first path segments; empty means the name
 * @param interfaces the access rules of each interface, {@code launch} and {@code admin} among them
 * @param defaults the default configuration: JSON values as plain Java
 * @param texts title, summary and all other fields, as they stand
 * @param about what is for people and for the catalogue
 * @param requires plugins that must be there
 * @param conflicts plugins that must not
 * @param code where the code is
 * @param requests what it asks for, and nobody has granted
 * @param documents orders, schedules, rpc and ui
 * @param artifact the jar, in a descriptor that is not in it
 */
public record Descriptor(
    Optional<String> name,
    Optional<String> version,
    List<String> routes,
    Map<String, AccessRules> interfaces,
    Map<String, @Nullable Object> defaults,
    Map<String, @Nullable Object> texts,
    About about,
    Compatibility compatibility,
    List<Relation> requires,
    List<Relation> conflicts,
    Code code,
    Requests requests,
    Health health,
    Documents documents,
    Optional<Artifact> artifact) {

  /** Where it is in a bundle. */
  public static final String ENTRY = "OSGI-INF/keybay/plugin.yaml";

  /** Fields that a catalogue wants and that are not there; none of them is needed to load. */
  public List<String> missingToPublish() {
    List<String> missing = new ArrayList<>();
    if (about.summary().isEmpty()) {
      missing.add("summary");
    }
    if (about.description().isEmpty()) {
      missing.add("description");
    }
    if (about.maintainer().isEmpty()) {
      missing.add("maintainer");
    }
    if (about.licenses().isEmpty()) {
      missing.add("licenses");
    }
    if (compatibility.host().isEmpty()) {
      missing.add("compatibility.host");
    }
    return missing;
  }

  /** Whether it names something that a plugin offers; a plugin may also offer bare services. */
  public boolean offersSomething() {
    return !interfaces.isEmpty()
        || code.backendComponent().isPresent()
        || !documents.orders().isEmpty()
        || documents.ui().isPresent();
  }
}
