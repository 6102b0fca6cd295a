package dev.keybay.format.descriptor;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What came instead of what was expected, in a few harmless characters. */
final class Found {
  private static final int MAX = 60;

  private Found() {}

  static String of(Node node) {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    String text = ((ScalarNode) node).getValue();
    return text.isEmpty() ? "nothing" : "'" + cut(text) + "'";
  }

  /** Not longer than a line, and without control characters, as messages go to consoles. */
  static String cut(String text) {
    String start = text.length() > MAX ? text.substring(0, MAX) + "…" : text;
    return start.replaceAll("\\p{Cntrl}", " ");
  }
}
