package dev.keybay.format.descriptor;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.VersionRange;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The field {@code format}. Looked at before all others: a later format may have other fields. */
final class FormatField {
  private FormatField() {}

  static void check(MappingNode root) throws DescriptorException {
    @Nullable Node node = find(root, "format").orElse(null);
    if (node == null || Long.valueOf(PackageFormats.DESCRIBED).equals(YamlTree.value(node))) {
      return;
    }
    if (YamlTree.value(node) instanceof Long number && number > PackageFormats.DESCRIBED) {
      throw tooOld(node, number, root);
    }
    throw YamlTree.error(
        node,
        "expected format: "
            + PackageFormats.DESCRIBED
            + ", which a jar with a descriptor is; found "
            + Found.of(node));
  }

  private static DescriptorException tooOld(Node node, long format, MappingNode root)
      throws DescriptorException {
    String needs =
        "this host is too old: format "
            + format
            + " needs "
            + leastHost(root).map(least -> "Keybay ≥ " + least).orElse("a later Keybay")
            + "; it knows "
            + PackageFormats.known();
    return node.getStartMark()
        .map(
            m ->
                (DescriptorException)
                    new UnknownFormatException(m.getLine() + 1, m.getColumn() + 1, needs))
        .orElseGet(() -> new DescriptorException(needs));
  }

  /** What the descriptor itself asks for. This field is in every format. */
  private static Optional<String> leastHost(MappingNode root) {
    try {
      Optional<Node> host =
          find(root, "compatibility")
              .filter(MappingNode.class::isInstance)
              .flatMap(node -> find((MappingNode) node, "host"))
              .filter(ScalarNode.class::isInstance);
      return host.map(node -> ((ScalarNode) node).getValue())
          .map(VersionRange::new)
          .map(Amounts::least);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // the format is the news, not this
    }
  }

  private static Optional<Node> find(MappingNode mapping, String name) {
    return mapping.getValue().stream()
        .filter(entry -> YamlTree.key(entry).equals(name))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }
}
