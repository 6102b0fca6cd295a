package dev.keybay.core.descriptor;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
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
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setUseMarks(true)
            .build();
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
        throw new DescriptorException("a mapping of fields was expected");
      }
      check(mapping, 0);
      return mapping;
    } catch (CharacterCodingException e) {
      throw new DescriptorException("it is not UTF-8");
    } catch (MarkedYamlEngineException e) {
      throw e.getProblemMark()
          .map(m -> new DescriptorException(m.getLine() + 1, m.getColumn() + 1, e.getProblem()))
          .orElseGet(() -> new DescriptorException(e.getProblem()));
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

  /** The node as a plain value: null, Boolean, Long, Double, String, List or Map. */
  static @Nullable Object value(Node node) throws DescriptorException {
    if (node instanceof MappingNode mapping) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (NodeTuple entry : mapping.getValue()) {
        map.put(key(entry), value(entry.getValueNode()));
      }
      return map;
    }
    if (node instanceof SequenceNode sequence) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        list.add(value(item));
      }
      return list;
    }
    return scalar((ScalarNode) node);
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
        return Double.valueOf(text);
      }
    } catch (NumberFormatException e) {
      throw error(node, "the number '" + text + "' is out of range");
    }
    return text;
  }

  private static void check(Node node, int depth) throws DescriptorException {
    if (depth > MAX_DEPTH) {
      throw error(node, "nested deeper than " + MAX_DEPTH);
    }
    if (node.getAnchor().isPresent()) {
      throw error(node, "anchors are not allowed");
    }
    if (!node.getTag().getValue().startsWith(Tag.PREFIX)) {
      throw error(node, "tags are not allowed, found " + node.getTag().getValue());
    }
    if (node instanceof MappingNode mapping) {
      List<String> seen = new ArrayList<>();
      for (NodeTuple entry : mapping.getValue()) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
          throw error(entry.getKeyNode(), "a plain key was expected");
        }
        if (seen.contains(key.getValue())) {
          throw error(key, "the key '" + key.getValue() + "' stands here twice");
        }
        seen.add(key.getValue());
        check(key, depth + 1);
        check(entry.getValueNode(), depth + 1);
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        check(item, depth + 1);
      }
    }
  }
}
