package dev.keybay.policy.rego.value;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Reads JSON text (RFC 8259) as values. Of duplicate keys the last one counts. */
public final class JsonReader {
  private static final int MAX_DEPTH = 128;

  private final String text;
  private final Meter meter;
  private int at;
  private int depth;

  private JsonReader(String text, Meter meter) {
    this.text = text;
    this.meter = meter;
  }

  /**
   * Reads one value and nothing after it.
   *
   * @throws Failure if the text is no JSON or nests deeper than 128
   */
  public static Object read(String text, Meter meter) {
    meter.charge(text.length() >> 4);
    JsonReader reader = new JsonReader(text, meter);
    Object value = reader.value();
    if (reader.peek() != 0) {
      throw reader.error("unexpected character after the value");
    }
    return value;
  }

  private Object value() {
    meter.charge(1);
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", NullValue.NULL);
      default -> number();
    };
  }

  private Object object() {
    SortedMap<Object, Object> entries = SortedObject.entries();
    enter();
    if (!closes('}')) {
      do {
        if (peek() != '"') {
          throw error("expected a string key");
        }
        String key = string();
        if (peek() != ':') {
          throw error("expected ':'");
        }
        at++;
        entries.put(key, value());
      } while (!ends('}'));
    }
    depth--;
    return SortedObject.of(entries);
  }

  private Object array() {
    List<Object> elements = new ArrayList<>();
    enter();
    if (!closes(']')) {
      do {
        elements.add(value());
      } while (!ends(']'));
    }
    depth--;
    return ListArray.of(elements);
  }

  private void enter() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw error("nests deeper than " + MAX_DEPTH);
    }
  }

  private boolean closes(char end) {
    if (peek() == end) {
      at++;
      return true;
    }
    return false;
  }

  private boolean ends(char end) {
    char c = peek();
    if (c != end && c != ',') {
      throw error("expected ',' or '" + end + "'");
    }
    at++;
    return c == end;
  }

  private Object literal(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw error("unexpected character");
    }
    at += word.length();
    return value;
  }

  private Object number() {
    int end = JsonText.numberEnd(text, at);
    if (end < 0) {
      throw error("unexpected character");
    }
    String number = text.substring(at, end);
    at = end;
    try {
      return Numbers.parse(number);
    } catch (NumberFormatException e) {
      throw error("number too long");
    }
  }

  private String string() {
    int end = JsonText.stringEnd(text, at);
    if (end < 0) {
      throw error("string does not end");
    }
    String string = JsonText.unescape(text, at + 1, end - 1);
    if (string == null) {
      throw error("string with a control character or a wrong escape");
    }
    at = end;
    return string;
  }

  /** The next character that is no white space, or 0 at the end. */
  private char peek() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
      at++;
    }
    return 0;
  }

  private Failure error(String message) {
    return Failure.builtin("invalid JSON at character " + (at + 1) + ": " + message);
  }
}
