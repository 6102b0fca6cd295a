package dev.keybay.itests.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes valid messages at random. The same random numbers make the same changes. */
final class Mutator {
  /** JSON texts, not all of them well-formed, that stand where something else was. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0.0",
          "1e400",
          "-1E-999999999",
          "9223372036854775808",
          "1" + "0".repeat(400),
          "1" + "0".repeat(5000),
          "0." + "9".repeat(900),
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud83d\"",
          "\"\\udc00\\ud800\"",
          "\"\ufeff\u202e\u0301\u2028\"",
          "\"" + "A".repeat(70_000) + "\"",
          "\"" + "\\u00e9".repeat(9000) + "\"",
          "{}",
          "[]",
          "[[],{},null]",
          "{\"\":{\"\":{}}}",
          "{\"a\":1,\"a\":2}",
          "[".repeat(2000) + "]".repeat(2000),
          "{\"a\":".repeat(99) + "1" + "}".repeat(99),
          "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
          "NaN",
          "01",
          "'x'",
          "/* x */ 1");

  private static final int MOST_REPEATED = 1 << 19;

  private static final List<String> NAMES =
      List.of("", "\u0000", "__proto__", "version", "Version", "a\"b", "\ud83d\ude00", "policy");

  private static final String CHARACTERS =
      "\u0000\t\n\r \"'\\/{}[]():;,.=<>!|&%$#@*+-_~^`?0189azAZ\u007f\u0085\u00a0\u00e9\u0301\u202e"
          + "\u2028\ufeff\uffff\ud83d\ude00";

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  Random random() {
    return random;
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** A message that is a little or very much not this one. */
  byte[] json(JsonNode valid) {
    JsonNode changed = valid;
    int times = oneIn(6) ? 0 : 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      changed = structure(changed);
    }
    String text = changed.toString();
    if (times == 0 || oneIn(5)) {
      text = text(text);
    }
    return oneIn(8) ? bytes(text) : text.getBytes(StandardCharsets.UTF_8);
  }

  /** A text with some characters changed, moved, doubled or lost. */
  String text(String valid) {
    StringBuilder text = new StringBuilder(valid);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(9)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(3)));
        case 2 -> text.setLength(at);
        case 3 -> text.insert(at, odd());
        case 4 -> text.insert(at, text.substring(0, Math.min(random.nextInt(200), text.length())));
        case 5 -> text.insert(at, String.valueOf(odd()).repeat(random.nextInt(300)));
        case 6 -> text.insert(at, random.nextInt());
        default -> text.replace(at, end, String.valueOf(odd()));
      }
    }
    return text.toString();
  }

  /** Base64 that is of another alphabet, or of none. */
  String base64(String valid) {
    return switch (random.nextInt(6)) {
      case 0 -> valid.replace('-', '+').replace('_', '/') + "==";
      case 1 -> valid.replace('+', '-').replace('/', '_').replace("=", "");
      case 2 -> valid + "=".repeat(1 + random.nextInt(4));
      case 3 -> valid.substring(0, valid.length() - Math.min(valid.length(), random.nextInt(4)));
      case 4 -> valid.replaceAll("(.{7})", "$1\n");
      default -> text(valid);
    };
  }

  private char odd() {
    return CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
  }

  private JsonNode structure(JsonNode tree) {
    JsonNode copy = tree.deepCopy();
    List<JsonNode> containers = new ArrayList<>();
    collect(copy, containers);
    if (containers.isEmpty()) {
      return raw(pick(VALUES));
    }
    JsonNode where = pick(containers);
    if (where instanceof ObjectNode object) {
      change(object);
    } else if (where instanceof ArrayNode array) {
      change(array);
    }
    return oneIn(30) ? raw(pick(VALUES)) : oneIn(30) ? arrayOf(copy) : copy;
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    if (node.isContainerNode() && !node.isEmpty()) {
      into.add(node);
      node.forEach(child -> collect(child, into));
    }
  }

  private void change(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = pick(names);
    JsonNode value = object.get(name);
    switch (random.nextInt(8)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(oneIn(2) ? pick(NAMES) : text(name), value);
      case 2 -> object.set(name, arrayOf(value));
      case 3 -> object.set(name, object.objectNode().set(pick(names), value));
      case 4 -> object.set(name, object.get(pick(names)));
      case 5 -> object.set(name, twice(name, value));
      case 6 -> object.set(name, value.isTextual() ? changed(value) : raw(pick(VALUES)));
      default -> object.set(name, raw(pick(VALUES)));
    }
  }

  private void change(ArrayNode array) {
    int at = random.nextInt(array.size());
    switch (random.nextInt(4)) {
      case 0 -> array.remove(at);
      case 1 -> {
        // Fewer of what is large, or of what was repeated before: the message must stay one.
        int most = MOST_REPEATED / (1 + array.get(at).toString().length());
        for (int i = Math.min(random.nextInt(500), most); i > 0; i--) {
          array.add(array.get(at));
        }
      }
      default -> array.set(at, raw(pick(VALUES)));
    }
  }

  private JsonNode changed(JsonNode text) {
    String value = text.textValue();
    return JsonNodeFactory.instance.textNode(oneIn(3) ? base64(value) : text(value));
  }

  private static JsonNode arrayOf(JsonNode value) {
    return JsonNodeFactory.instance.arrayNode().add(value);
  }

  /** The same member twice, which no tree holds. */
  private static JsonNode twice(String name, JsonNode value) {
    String member = JsonNodeFactory.instance.textNode(name) + ":" + value;
    return raw("{" + member + "," + member + "}");
  }

  private static JsonNode raw(String json) {
    return JsonNodeFactory.instance.rawValueNode(new RawValue(json));
  }

  private byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(7)) {
      case 0 -> text.getBytes(Charset.forName("UTF-16"));
      case 1 -> text.getBytes(Charset.forName("UTF-32BE"));
      case 2 -> text.getBytes(StandardCharsets.ISO_8859_1);
      case 3 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
      case 4 -> (text + (oneIn(2) ? text : "\u0000")).getBytes(StandardCharsets.UTF_8);
      case 5 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      default -> {
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        yield bytes;
      }
    };
  }
}
