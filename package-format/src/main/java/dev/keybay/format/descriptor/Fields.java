package dev.keybay.format.descriptor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One mapping of a descriptor, its fields known by name, and how their values are read. */
final class Fields {
  private final Node at;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private Fields(Node at) {
    this.at = at;
  }

  /** Fields of one mapping; an unknown one is an error, {@code x-…} are the author's own. */
  static Fields of(Node node, Level level) throws DescriptorException {
    Fields fields = new Fields(node);
    fields.add(node, level);
    return fields;
  }

  /** Fields of one mapping, or of a list of mappings that have none twice. */
  static Fields ofAll(Node node, Level level) throws DescriptorException {
    if (!(node instanceof SequenceNode sequence)) {
      return of(node, level);
    }
    Fields fields = new Fields(node);
    for (Node item : sequence.getValue()) {
      fields.add(item, level);
    }
    return fields;
  }

  private void add(Node node, Level level) throws DescriptorException {
    if (!(node instanceof MappingNode mapping)) {
      throw YamlTree.error(
          node, "a mapping of " + String.join(", ", level.names()) + " was expected");
    }
    for (NodeTuple entry : mapping.getValue()) {
      String key = YamlTree.key(entry);
      if (key.startsWith("x-")) {
        continue;
      }
      if (!level.names().contains(key)) {
        throw YamlTree.error(
            entry.getKeyNode(),
            "unknown field '" + Found.cut(key) + "'" + Suggestion.forWord(key, level.names()));
      }
      if (nodes.putIfAbsent(key, entry.getValueNode()) != null) {
        throw YamlTree.error(entry.getKeyNode(), "'" + key + "' is given twice");
      }
    }
  }

  /** The fields that are there, in their order. */
  Map<String, Node> nodes() {
    return nodes;
  }

  Optional<Node> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  Optional<String> text(String name, TextRule rule) throws DescriptorException {
    @Nullable Node node = nodes.get(name);
    return node == null ? Optional.empty() : Optional.of(text(node, rule));
  }

  String requiredText(String name, TextRule rule) throws DescriptorException {
    @Nullable Node node = nodes.get(name);
    if (node == null) {
      throw missing(name, rule.expected());
    }
    return text(node, rule);
  }

  /** A list of texts, none twice; empty if it is not there. */
  List<String> texts(String name, TextRule rule, int max) throws DescriptorException {
    List<String> texts = new ArrayList<>();
    for (Node item : items(name, max)) {
      String text = text(item, rule);
      if (texts.contains(text)) {
        throw YamlTree.error(item, "'" + Found.cut(text) + "' stands in this list twice");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  /** The items of a list; none if it is not there. */
  List<Node> items(String name, int max) throws DescriptorException {
    @Nullable Node node = nodes.get(name);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof SequenceNode sequence)) {
      throw YamlTree.error(node, name + ": a list was expected; found " + Found.of(node));
    }
    if (sequence.getValue().size() > max) {
      throw YamlTree.error(
          node, name + ": at most " + max + " were expected; found " + sequence.getValue().size());
    }
    return sequence.getValue();
  }

  /** One of an enumeration, written in lower case with dashes. */
  <E extends Enum<E>> Optional<E> choice(String name, E[] values) throws DescriptorException {
    @Nullable Node node = nodes.get(name);
    if (node == null) {
      return Optional.empty();
    }
    String text = String.valueOf(YamlTree.value(node));
    for (E value : values) {
      if (word(value).equals(text)) {
        return Optional.of(value);
      }
    }
    List<String> words = Stream.of(values).map(Fields::word).toList();
    throw YamlTree.error(
        node,
        "expected "
            + name
            + ": one of "
            + String.join(", ", words)
            + "; found "
            + Found.of(node)
            + Suggestion.forWord(text, words));
  }

  Optional<Boolean> flag(String name) throws DescriptorException {
    @Nullable Node node = nodes.get(name);
    if (node == null) {
      return Optional.empty();
    }
    if (YamlTree.value(node) instanceof Boolean flag) {
      return Optional.of(flag);
    }
    throw YamlTree.error(node, "expected " + name + ": true or false; found " + Found.of(node));
  }

  Optional<Integer> integer(String name, int min, int max) throws DescriptorException {
    @Nullable Node node = nodes.get(name);
    if (node == null) {
      return Optional.empty();
    }
    if (YamlTree.value(node) instanceof Long number && number >= min && number <= max) {
      return Optional.of(number.intValue());
    }
    throw YamlTree.error(
        node,
        "expected "
            + name
            + ": a whole number from "
            + min
            + " to "
            + max
            + "; found "
            + Found.of(node));
  }

  DescriptorException missing(String name, String expected) {
    return YamlTree.error(at, name + ": is missing; expected " + expected);
  }

  private static String text(Node node, TextRule rule) throws DescriptorException {
    if (YamlTree.value(node) instanceof String text && rule.takes(text)) {
      return text;
    }
    throw YamlTree.error(node, "expected " + rule.expected() + "; found " + Found.of(node));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
