package dev.keybay.format.descriptor;

import java.util.Optional;
import org.osgi.framework.VersionRange;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where a plugin runs.
 *
 * @param host versions of Keybay; empty means any
 * @param java versions of Java; empty means any
 * @param hotpluggable whether it may be swapped while the broker serves
 */
public record Compatibility(
    Optional<VersionRange> host, Optional<VersionRange> java, boolean hotpluggable) {
  /** What a plugin that says nothing gets. */
  public static final Compatibility ANY =
      new Compatibility(Optional.empty(), Optional.empty(), true);

  static Compatibility read(Fields root) throws DescriptorException {
    Optional<Node> node = root.node("compatibility");
    if (node.isEmpty()) {
      return ANY;
    }
    Fields fields = Fields.of(node.get(), Level.COMPATIBILITY);
    return new Compatibility(
        Amounts.range(fields, "host"),
        Amounts.range(fields, "java"),
        fields.flag("hotpluggable").orElse(true));
  }
}
