package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Strings made from other values. */
final class StringFormat {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("sprintf", 2, StringFormat::sprintf),
          Builtin.of("format_int", 2, StringFormat::formatInt));

  private static final int MAX_WIDTH = 1000;

  private StringFormat() {}

  private static Object formatInt(Arguments a) {
    Object number = a.number(0);
    int base = a.index(1);
    if (base != 2 && base != 8 && base != 10 && base != 16) {
      throw Failure.type("operand 2 must be one of {2, 8, 10, 16}");
    }
    BigInteger integer =
        number instanceof Double d
            ? BigDecimal.valueOf(d).setScale(0, RoundingMode.DOWN).toBigInteger()
            : Numbers.big(number);
    a.charge(integer.bitLength() >> 6);
    return integer.toString(base);
  }

  /** Formats as Go's fmt does: {@code %[flags][width][.precision]verb}. */
  private static Object sprintf(Arguments a) {
    String format = a.string(0);
    ArrayValue values = a.array(1);
    StringBuilder out = new StringBuilder();
    int used = 0;
    for (int at = 0; at < format.length(); at++) {
      char c = format.charAt(at);
      if (c != '%') {
        out.append(c);
        continue;
      }
      int start = ++at;
      while (at < format.length() && "+-# 0123456789.".indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      if (at == format.length()) {
        out.append("%!(NOVERB)");
        break;
      }
      int verb = format.codePointAt(at);
      at += Character.charCount(verb) - 1;
      if (verb == '%') {
        out.append('%');
      } else if (used == values.size()) {
        out.append("%!").appendCodePoint(verb).append("(MISSING)");
      } else {
        FormatSpec spec = FormatSpec.parse(format.substring(start, verbStart(at, verb)), MAX_WIDTH);
        String text = Verbs.format(values.at(used++), verb, spec, a);
        a.charge(1 + (text.length() >> 5));
        out.append(text);
      }
    }
    if (used < values.size()) {
      extra(out, values, used, a);
    }
    return out.toString();
  }

  private static int verbStart(int at, int verb) {
    return at - Character.charCount(verb) + 1;
  }

  private static void extra(StringBuilder out, ArrayValue values, int used, Arguments a) {
    out.append("%!(EXTRA ");
    for (int i = used; i < values.size(); i++) {
      out.append(i > used ? ", " : "").append(Verbs.typed(values.at(i), a));
    }
    out.append(')');
  }
}
