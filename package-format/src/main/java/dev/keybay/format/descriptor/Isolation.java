package dev.keybay.format.descriptor;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * How a plugin wants to be kept apart.
 *
 * @param mode what it is made for
 * @param minimum what it insists on
 */
public record Isolation(Optional<IsolationMode> mode, Optional<IsolationMode> minimum) {
  /** Whatever the host does. */
  public static final Isolation ANY = new Isolation(Optional.empty(), Optional.empty());

  static Isolation read(Fields root) throws DescriptorException {
    Optional<Node> node = root.node("isolation");
    if (node.isEmpty()) {
      return ANY;
    }
    Fields fields = Fields.of(node.get(), Level.ISOLATION);
    return new Isolation(
        fields.choice("mode", IsolationMode.values()),
        fields.choice("minimum", IsolationMode.values()));
  }
}
