package dev.keybay.core.registry;

import dev.keybay.format.descriptor.Descriptor;
import dev.keybay.format.descriptor.Isolation;
import dev.keybay.format.descriptor.Permissions;
import dev.keybay.format.descriptor.Relation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a version's descriptor asks of its surroundings. Kept with the version, so that whether it
 * may run is decided without its jar.
 *
 * @param permissions each as {@code host:secrets.read}, {@code network:db.example:5432} or {@code
 *     files:/var/lib/x}
 */
public record Demands(
    List<Relation> requires,
    List<Relation> conflicts,
    SortedSet<String> permissions,
    Isolation isolation) {

  /** Nothing, as a plain bundle. */
  public static final Demands NONE =
      new Demands(List.of(), List.of(), new TreeSet<>(), Isolation.ANY);

  public Demands {
    requires = List.copyOf(requires);
    conflicts = List.copyOf(conflicts);
    permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
  }

  /** Whether it says anything of other plugins. */
  boolean ofOthers() {
    return !requires.isEmpty() || !conflicts.isEmpty();
  }

  public static Demands of(Optional<Descriptor> descriptor) {
    return descriptor.map(Demands::of).orElse(NONE);
  }

  private static Demands of(Descriptor descriptor) {
    return new Demands(
        descriptor.requires(),
        descriptor.conflicts(),
        words(descriptor.requests().permissions()),
        descriptor.requests().isolation());
  }

  private static SortedSet<String> words(Permissions asked) {
    SortedSet<String> words = new TreeSet<>();
    asked.host().forEach(word -> words.add("host:" + word));
    asked.network().forEach(place -> words.add("network:" + place));
    asked.files().forEach(file -> words.add("files:" + file));
    return words;
  }
}
