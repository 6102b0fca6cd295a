package dev.keybay.policy.rego.plan;

import dev.keybay.policy.rego.value.Arithmetic;
import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.Meter;
import dev.keybay.policy.rego.value.Numbers;
import dev.keybay.policy.rego.value.Order;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.Types;
import dev.keybay.policy.rego.value.Weight;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operators between two expressions. */
public enum Operator {
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  DIVIDE("/"),
  REMAINDER("%"),
  AND("&"),
  OR("|");

  private static final Map<String, Operator> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toMap(Operator::text, Function.identity()));

  private final String text;

  Operator(String text) {
    this.text = text;
  }

  /** How a policy writes it. */
  public String text() {
    return text;
  }

  static Operator of(String text) {
    Operator operator = BY_TEXT.get(text);
    if (operator == null) {
      throw new IllegalArgumentException(text);
    }
    return operator;
  }

  /**
   * Applies the operator.
   *
   * @throws Failure if the operator cannot take the values
   */
  public Object apply(Object a, Object b, Meter meter) {
    return switch (this) {
      case EQUAL -> equal(a, b, meter);
      case NOT_EQUAL -> !equal(a, b, meter);
      case LESS -> compare(a, b, meter) < 0;
      case LESS_OR_EQUAL -> compare(a, b, meter) <= 0;
      case GREATER -> compare(a, b, meter) > 0;
      case GREATER_OR_EQUAL -> compare(a, b, meter) >= 0;
      case PLUS -> Arithmetic.add(number(a, 1), number(b, 2));
      case MINUS -> a instanceof SetValue ? sets(a, b, meter) : minus(a, b);
      case TIMES -> times(number(a, 1), number(b, 2), meter);
      case DIVIDE -> Arithmetic.divide(number(a, 1), number(b, 2));
      case REMAINDER -> Arithmetic.remainder(number(a, 1), number(b, 2));
      case AND, OR -> sets(a, b, meter);
    };
  }

  /** Whether two values are equal, charged by their weight. */
  public static boolean equal(Object a, Object b, Meter meter) {
    charge(a, meter);
    return Order.equal(a, b);
  }

  private static int compare(Object a, Object b, Meter meter) {
    charge(a, meter);
    return Order.compare(a, b);
  }

  private static void charge(Object value, Meter meter) {
    if (!(value instanceof Number) && !(value instanceof Boolean)) {
      meter.charge(Weight.of(value) >> 3);
    }
  }

  private static Object minus(Object a, Object b) {
    return Arithmetic.subtract(number(a, 1), number(b, 2));
  }

  private static Object times(Object a, Object b, Meter meter) {
    if (a instanceof BigInteger big) {
      meter.charge(big.bitLength() >> 8);
    }
    return Arithmetic.multiply(a, b);
  }

  private Object sets(Object a, Object b, Meter meter) {
    SetValue left = set(a, 1);
    SetValue right = set(b, 2);
    meter.charge(1 + ((long) Weight.of(a) + Weight.of(b)) / 4);
    return switch (this) {
      case AND -> left.intersection(right);
      case OR -> left.union(right);
      default -> left.minus(right);
    };
  }

  private static Object number(Object value, int operand) {
    if (Numbers.isNumber(value)) {
      return value;
    }
    throw Failure.type("operand " + operand + " must be number but got " + Types.name(value));
  }

  private static SetValue set(Object value, int operand) {
    if (value instanceof SetValue set) {
      return set;
    }
    throw Failure.type("operand " + operand + " must be set but got " + Types.name(value));
  }
}
