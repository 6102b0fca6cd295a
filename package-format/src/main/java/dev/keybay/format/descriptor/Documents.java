package dev.keybay.format.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The parts of a descriptor that others read: lists of mappings and a mapping, as plain JSON values
 * whose insides are not checked here.
 *
 * @param orders kinds of orders that it takes
 * @param schedules when its batches run
 * @param rpc methods of guests that it calls
 * @param ui its forms
 */
public record Documents(
    List<Map<String, @Nullable Object>> orders,
    List<Map<String, @Nullable Object>> schedules,
    List<Map<String, @Nullable Object>> rpc,
    Optional<Map<String, @Nullable Object>> ui) {
  private static final int MAX = 100;

  static Documents read(Fields root) throws DescriptorException {
    return new Documents(
        list(root, "orders"), list(root, "schedules"), list(root, "rpc"), mapping(root, "ui"));
  }

  /** A mapping of any names to any values. */
  static Optional<Map<String, @Nullable Object>> mapping(Fields root, String name)
      throws DescriptorException {
    Optional<Node> node = root.node(name);
    return node.isEmpty() ? Optional.empty() : Optional.of(mapping(node.get(), name));
  }

  private static List<Map<String, @Nullable Object>> list(Fields root, String name)
      throws DescriptorException {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (Node item : root.items(name, MAX)) {
      list.add(mapping(item, name));
    }
    return List.copyOf(list);
  }

  private static Map<String, @Nullable Object> mapping(Node node, String name)
      throws DescriptorException {
    if (node instanceof MappingNode mapping) {
      return YamlTree.map(mapping);
    }
    throw YamlTree.error(node, name + ": a mapping was expected; found " + Found.of(node));
  }
}
