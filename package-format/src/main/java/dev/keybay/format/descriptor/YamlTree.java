package dev.keybay.format.descriptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Strict YAML 1.2 (JSON schema): one document, no anchors, no tags, no duplicate keys, bounded in
 * size and depth. Works on nodes and not on values, because a node knows its line and column.
 */
final class YamlTree {
  private static final int MAX_BYTES = 256 << 10;
  private static final int MAX_DEPTH = 32;

  private YamlTree() {}

  /** The root of the only document, a mapping. */
  static MappingNode parse(byte[] utf8) throws DescriptorException {
    if (utf8.length > MAX_BYTES) {
      throw new DescriptorException(
          "it has " + utf8.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    String text = Utf8Text.decode(utf8);
    LoadSettings settings = LoadSettings.builder().setUseMarks(true).build();
    try {
      // Before nodes are made of them: making nodes recurses as deep as the text is nested.
      YamlEvents.check(new Parse(settings).parseString(text), MAX_DEPTH);
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        throw new DescriptorException(1, 1, "a mapping of fields was expected; found nothing");
      }
      if (!(root.get() instanceof MappingNode mapping)) {
        throw error(root.get(), "a mapping of fields was expected; found " + Found.of(root.get()));
      }
      keys(mapping);
      return mapping;
    } catch (MarkedYamlEngineException e) {
      throw e.getProblemMark()
          .map(m -> new DescriptorException(m.getLine() + 1, m.getColumn() + 1, e.getProblem()))
          .orElseGet(() -> new DescriptorException(e.getProblem()));
    } catch (ReaderException e) {
      throw Utf8Text.at(
          text, e.getPosition(), "a character that YAML does not allow: " + e.getCodePoint());
    } catch (YamlEngineException e) {
      throw new DescriptorException(String.valueOf(e.getMessage()));
    }
  }

  /** An error at a node. */
  static DescriptorException error(Node at, String message) {
    return at.getStartMark()
        .map(mark -> new DescriptorException(mark.getLine() + 1, mark.getColumn() + 1, message))
        .orElseGet(() -> new DescriptorException(message));
  }

  /** The node as a plain value: null, Boolean, Long, Double, String, or an unmodifiable one. */
  static @Nullable Object value(Node node) throws DescriptorException {
    if (node instanceof MappingNode mapping) {
      return map(mapping);
    }
    if (node instanceof SequenceNode sequence) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        list.add(value(item));
      }
      return Collections.unmodifiableList(list);
    }
    return scalar((ScalarNode) node);
  }

  /** A mapping as plain values, in its order, unmodifiable. */
  static Map<String, @Nullable Object> map(MappingNode mapping) throws DescriptorException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      map.put(key(entry), value(entry.getValueNode()));
    }
    return Collections.unmodifiableMap(map);
  }

  /** The key of an entry. */
  static String key(NodeTuple entry) {
    return ((ScalarNode) entry.getKeyNode()).getValue();
  }

  private static @Nullable Object scalar(ScalarNode node) throws DescriptorException {
    String text = node.getValue();
    if (node.getScalarStyle() != ScalarStyle.PLAIN || node.getTag().equals(Tag.STR)) {
      return text;
    }
    try {
      if (node.getTag().equals(Tag.NULL)) {
        return null;
      } else if (node.getTag().equals(Tag.BOOL)) {
        return Boolean.valueOf(text);
      } else if (node.getTag().equals(Tag.INT)) {
        return Long.valueOf(text);
      } else if (node.getTag().equals(Tag.FLOAT)) {
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number) || Double.isNaN(number)) {
          throw new NumberFormatException(text);
        }
        return number;
      }
    } catch (NumberFormatException e) {
      throw error(node, "the number '" + Found.cut(text) + "' is out of range");
    }
    return text;
  }

  /** Keys are plain and stand once in their mapping. */
  private static void keys(Node node) throws DescriptorException {
    if (node instanceof MappingNode mapping) {
      Set<String> seen = new HashSet<>();
      for (NodeTuple entry : mapping.getValue()) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
          throw error(entry.getKeyNode(), "a plain key was expected");
        }
        if (!seen.add(key.getValue())) {
          throw error(key, "the key '" + Found.cut(key.getValue()) + "' stands here twice");
        }
        keys(entry.getValueNode());
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        keys(item);
      }
    }
  }
}
