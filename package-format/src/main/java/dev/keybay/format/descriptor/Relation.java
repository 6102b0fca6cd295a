package dev.keybay.format.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Another plugin that must be there, or must not.
 *
 * @param range which of its versions; {@code 0} and above if the descriptor names none
 * @param message for the operator who meets the problem
 */
public record Relation(String plugin, VersionRange range, Optional<String> message) {
  private static final VersionRange ANY = new VersionRange("0");
  private static final int MAX = 64;

  /** Whether it is about this version, three numbers. */
  public boolean takes(String name, String version) {
    return plugin.equals(name) && range.includes(Version.parseVersion(version));
  }

  static List<Relation> readAll(Fields root, String name) throws DescriptorException {
    List<Relation> relations = new ArrayList<>();
    for (Node item : root.items(name, MAX)) {
      Fields fields = Fields.of(item, Level.RELATION);
      relations.add(
          new Relation(
              fields.requiredText("plugin", TextRule.NAME),
              Amounts.range(fields, "range").orElse(ANY),
              fields.text("message", TextRule.line(500))));
    }
    return List.copyOf(relations);
  }
}
