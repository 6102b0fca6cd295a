package dev.keybay.policy.rego.builtin;

import dev.keybay.policy.rego.value.Failure;
import dev.keybay.policy.rego.value.Limits;
import dev.keybay.policy.rego.value.Numbers;
import java.math.BigInteger;
import java.util.List;

/** Bits of integers of any size, in two's complement. */
final class Bits {
  static final List<Builtin> ALL =
      List.of(
          Builtin.of("bits.and", 2, a -> Numbers.of(a.integer(0).and(a.integer(1)))),
          Builtin.of("bits.or", 2, a -> Numbers.of(a.integer(0).or(a.integer(1)))),
          Builtin.of("bits.xor", 2, a -> Numbers.of(a.integer(0).xor(a.integer(1)))),
          Builtin.of("bits.negate", 1, a -> Numbers.of(a.integer(0).not())),
          Builtin.of("bits.lsh", 2, Bits::left),
          Builtin.of("bits.rsh", 2, a -> Numbers.of(a.integer(0).shiftRight(distance(a)))));

  private Bits() {}

  private static Object left(Arguments a) {
    BigInteger value = a.integer(0);
    int distance = distance(a);
    if (distance > Limits.INTEGER_BITS && value.signum() != 0) {
      throw Limits.exceeded("integer of more than " + Limits.INTEGER_BITS + " bits");
    }
    a.charge(distance >> 8);
    return value.signum() == 0 ? (Object) 0L : Numbers.of(value.shiftLeft(distance));
  }

  private static int distance(Arguments a) {
    int distance = a.index(1);
    if (distance < 0) {
      throw Failure.type("operand 2 must be an unsigned integer number but got a negative integer");
    }
    return distance;
  }
}
