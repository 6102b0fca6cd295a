package dev.keybay.format.descriptor;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where a plugin says it comes from. A claim, like everything here.
 *
 * @param source the address of its sources
 * @param revision the revision in there
 * @param builder who built it
 */
public record Provenance(
    Optional<String> source, Optional<String> revision, Optional<String> builder) {
  /** Nothing was said. */
  public static final Provenance UNKNOWN =
      new Provenance(Optional.empty(), Optional.empty(), Optional.empty());

  static Provenance read(Fields root) throws DescriptorException {
    Optional<Node> node = root.node("provenance");
    if (node.isEmpty()) {
      return UNKNOWN;
    }
    Fields fields = Fields.of(node.get(), Level.PROVENANCE);
    return new Provenance(
        fields.text("source", TextRule.WEB),
        fields.text("revision", TextRule.line(200)),
        fields.text("builder", TextRule.line(200)));
  }
}
