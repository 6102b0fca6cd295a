package dev.keybay.itests.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON laid out for people: what fits into a line stands on one. */
final class ReadableJson {
  private static final int WIDTH = 118;

  private ReadableJson() {}

  /** The text, with a line feed at its end. */
  static String of(JsonNode value) {
    return open(value, 0) + "\n";
  }

  private static String laidOut(JsonNode value, int indent, int before) {
    String line = line(value);
    boolean fits = indent + before + line.length() <= WIDTH;
    return fits || !value.isContainerNode() || value.isEmpty() ? line : open(value, indent);
  }

  private static String open(JsonNode value, int indent) {
    String pad = " ".repeat(indent + 2);
    List<String> parts = new ArrayList<>();
    for (JsonNode element : value.isArray() ? value : List.<JsonNode>of()) {
      parts.add(pad + laidOut(element, indent + 2, 0));
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String name = quoted(member.getKey()) + ": ";
      parts.add(pad + name + laidOut(member.getValue(), indent + 2, name.length()));
    }
    String body = "\n" + String.join(",\n", parts) + "\n" + " ".repeat(indent);
    return value.isArray() ? "[" + body + "]" : "{" + body + "}";
  }

  private static String line(JsonNode value) {
    List<String> parts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(element -> parts.add(line(element)));
      return "[" + String.join(", ", parts) + "]";
    }
    if (!value.isObject()) {
      return value.toString();
    }
    value.properties().forEach(m -> parts.add(quoted(m.getKey()) + ": " + line(m.getValue())));
    return parts.isEmpty() ? "{}" : "{ " + String.join(", ", parts) + " }";
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
