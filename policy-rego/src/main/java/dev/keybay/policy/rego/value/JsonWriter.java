package dev.keybay.policy.rego.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON text. Sets become arrays; keys that are no strings become their JSON text.
 * In the notation of Rego ({@link #rego}), for {@code sprintf}, sets keep their braces.
 */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();
  private final Meter meter;
  private final boolean rego;
  private final @Nullable String indent;
  private final String prefix;

  private JsonWriter(Meter meter, boolean rego, @Nullable String indent, String prefix) {
    this.meter = meter;
    this.rego = rego;
    this.indent = indent;
    this.prefix = prefix;
  }

  /** Compact JSON. */
  public static String json(Object value, Meter meter) {
    JsonWriter writer = new JsonWriter(meter, false, null, "");
    writer.write(value, 0);
    return writer.out.toString();
  }

  /** JSON on many lines, each beginning with the prefix and as many indents as it is deep. */
  public static String pretty(Object value, String prefix, String indent, Meter meter) {
    JsonWriter writer = new JsonWriter(meter, false, indent, prefix);
    writer.out.append(prefix);
    writer.write(value, 0);
    return writer.out.toString();
  }

  /** Rego's own notation on one line. */
  public static String rego(Object value, Meter meter) {
    JsonWriter writer = new JsonWriter(meter, true, null, "");
    writer.write(value, 0);
    return writer.out.toString();
  }

  /** A number in the shortest text that reads back as the same one. */
  public static String number(Object number) {
    if (!(number instanceof Double d)) {
      return number.toString();
    }
    BigDecimal decimal = new BigDecimal(Double.toString(d)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -6) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    return (d < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e-"
        + (exponent > -10 ? "0" : "")
        + -exponent;
  }

  private void write(Object value, int level) {
    meter.charge(1);
    if (value instanceof String text) {
      string(text);
    } else if (value instanceof ArrayValue array) {
      Object[] elements = array.toArray();
      list('[', elements, ']', level);
    } else if (value instanceof SetValue set) {
      if (rego && set.size() == 0) {
        out.append("set()");
      } else {
        list(rego ? '{' : '[', set.toArray(), rego ? '}' : ']', level);
      }
    } else if (value instanceof ObjectValue object) {
      object(object, level);
    } else if (value instanceof Number) {
      out.append(number(value));
    } else {
      out.append(value);
    }
  }

  private void list(char open, Object[] elements, char close, int level) {
    out.append(open);
    for (int i = 0; i < elements.length; i++) {
      separate(i, level + 1);
      write(elements[i], level + 1);
    }
    close(elements.length, close, level);
  }

  private void object(ObjectValue object, int level) {
    out.append('{');
    for (int i = 0; i < object.size(); i++) {
      separate(i, level + 1);
      Object key = object.keyAt(i);
      if (rego || key instanceof String) {
        write(key, level + 1);
      } else {
        string(json(key, meter));
      }
      out.append(indent != null || rego ? ": " : ":");
      write(object.valueAt(i), level + 1);
    }
    close(object.size(), '}', level);
  }

  private void separate(int i, int level) {
    if (i > 0) {
      out.append(rego ? ", " : ",");
    }
    line(level);
  }

  private void close(int size, char close, int level) {
    if (size > 0) {
      line(level);
    }
    out.append(close);
  }

  private void line(int level) {
    if (indent != null) {
      meter.charge(1 + (((long) prefix.length() + (long) indent.length() * level) >> 5));
      out.append('\n').append(prefix).append(indent.repeat(level));
    }
  }

  private void string(String text) {
    meter.charge(text.length() >> 5);
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = "\"\\\b\f\n\r\t".indexOf(c);
      if (simple >= 0) {
        out.append('\\').append("\"\\bfnrt".charAt(simple));
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
