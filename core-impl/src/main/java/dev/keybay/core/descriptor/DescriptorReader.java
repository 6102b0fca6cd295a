package dev.keybay.core.descriptor;

import dev.keybay.core.access.AccessRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a descriptor. Unknown fields are errors, except {@code x-…}; fields for people are kept as
 * they stand.
 */
public final class DescriptorReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");
  private static final Pattern VERSION = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}");
  private static final Set<String> FIELDS =
      Set.of(
          "format",
          "name",
          "version",
          "title",
          "summary",
          "description",
          "categories",
          "tags",
          "maintainer",
          "licenses",
          "homepage",
          "icon",
          "status",
          "compatibility",
          "requires",
          "conflicts",
          "backend",
          "backend_component",
          "front_end",
          "frontend_component",
          "default_config",
          "routes",
          "interfaces",
          "orders",
          "schedules",
          "rpc",
          "permissions",
          "isolation",
          "limits",
          "trust",
          "provenance",
          "health",
          "ui");
  private static final int MAX_SUMMARY = 140;

  private DescriptorReader() {}

  /**
   * Reads the bytes of {@code plugin.yaml}.
   *
   * @throws DescriptorException with line and column where they are known
   */
  public static Descriptor read(byte[] utf8) throws DescriptorException {
    MappingNode root = YamlTree.parse(utf8);
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple entry : root.getValue()) {
      String key = YamlTree.key(entry);
      if (key.startsWith("x-")) {
        continue;
      }
      if (!FIELDS.contains(key)) {
        throw YamlTree.error(
            entry.getKeyNode(), "unknown field '" + key + "'" + Suggestion.forWord(key, FIELDS));
      }
      fields.put(key, entry.getValueNode());
    }
    format(fields.get("format"));
    summary(fields.get("summary"));
    return new Descriptor(
        text(fields.get("name"), NAME, "lower-case letters, digits, dots and dashes"),
        text(fields.get("version"), VERSION, "three numbers, for example 1.0.3"),
        routes(fields.get("routes")),
        interfaces(fields.get("interfaces")),
        defaults(fields.get("default_config")),
        texts(fields));
  }

  private static void format(@Nullable Node node) throws DescriptorException {
    if (node != null && !Long.valueOf(2).equals(YamlTree.value(node))) {
      throw YamlTree.error(
          node, "this host knows descriptors of format 2; for another it is too old");
    }
  }

  private static void summary(@Nullable Node node) throws DescriptorException {
    if (node != null
        && !(YamlTree.value(node) instanceof String text && text.length() <= MAX_SUMMARY)) {
      throw YamlTree.error(node, "a text of at most " + MAX_SUMMARY + " characters was expected");
    }
  }

  private static Optional<String> text(@Nullable Node node, Pattern pattern, String expected)
      throws DescriptorException {
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar && pattern.matcher(scalar.getValue()).matches()) {
      return Optional.of(scalar.getValue());
    }
    throw YamlTree.error(node, "expected " + expected);
  }

  private static List<String> routes(@Nullable Node node) throws DescriptorException {
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw YamlTree.error(node, "a list of first path segments was expected");
    }
    List<String> routes = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      routes.add(
          text(item, NAME, "a path segment of lower-case letters, digits, dots and dashes")
              .orElseThrow());
    }
    return routes;
  }

  private static Map<String, AccessRules> interfaces(@Nullable Node node)
      throws DescriptorException {
    Map<String, AccessRules> interfaces = new LinkedHashMap<>();
    if (node == null) {
      return interfaces;
    }
    if (!(node instanceof MappingNode mapping)) {
      throw YamlTree.error(node, "a mapping from interface names to their rules was expected");
    }
    for (NodeTuple entry : mapping.getValue()) {
      interfaces.put(YamlTree.key(entry), AccessReader.read(entry.getValueNode()));
    }
    return interfaces;
  }

  @SuppressWarnings("unchecked") // a mapping node's value has string keys
  private static Map<String, @Nullable Object> defaults(@Nullable Node node)
      throws DescriptorException {
    if (node == null) {
      return Map.of();
    }
    if (YamlTree.value(node) instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw YamlTree.error(node, "a mapping from setting names to default values was expected");
  }

  private static Map<String, @Nullable Object> texts(Map<String, Node> fields)
      throws DescriptorException {
    Map<String, @Nullable Object> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Node> field : fields.entrySet()) {
      texts.put(field.getKey(), YamlTree.value(field.getValue()));
    }
    return texts;
  }
}
