package dev.keybay.format.descriptor;

import java.time.Duration;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * How a plugin's health is watched; empty means as the host does it.
 *
 * @param interval between two checks
 * @param failuresBeforeUnhealthy 1 to 100
 */
public record Health(Optional<Duration> interval, Optional<Integer> failuresBeforeUnhealthy) {
  /** As the host does it. */
  public static final Health DEFAULT = new Health(Optional.empty(), Optional.empty());

  static Health read(Fields root) throws DescriptorException {
    Optional<Node> node = root.node("health");
    if (node.isEmpty()) {
      return DEFAULT;
    }
    Fields fields = Fields.of(node.get(), Level.HEALTH);
    return new Health(
        Amounts.duration(fields, "interval"), fields.integer("failuresBeforeUnhealthy", 1, 100));
  }
}
