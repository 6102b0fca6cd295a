package dev.keybay.policy.rego.eval;

import dev.keybay.policy.rego.value.ObjectValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The code of paths. */
public final class Paths {
  private Paths() {}

  public static Expression slot(int slot) {
    return (e, frame) -> frame[slot];
  }

  public static Expression input() {
    return (e, frame) -> e.scope.input;
  }

  /** What stands at a path of keys in a value. */
  public static Expression lookup(Expression head, Expression[] keys) {
    boolean fixed = true;
    Object[] constants = new Object[keys.length];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] instanceof Fixed f) {
        constants[i] = f.value();
      } else {
        fixed = false;
      }
    }
    return fixed ? constant(head, constants) : dynamic(head, keys);
  }

  /**
   * What stands at a path of keys in base documents. There an integer that the policy's text has in
   * the path finds a member by that name too, as in regorus and the Open Policy Agent: to them it
   * is a path of the store, whose parts are texts.
   */
  public static Expression documents(Expression head, Expression[] keys) {
    Expression value = head;
    int at = 0;
    while (at < keys.length && keys[at] instanceof Fixed fixed) {
      value = member(value, fixed.value());
      at++;
    }
    return at == keys.length ? value : lookup(value, Arrays.copyOfRange(keys, at, keys.length));
  }

  private static Expression member(Expression head, Object key) {
    return (e, frame) -> {
      Object value = head.eval(e, frame);
      Object found = value == null ? null : Access.get(value, key, e);
      return found == null && value instanceof ObjectValue && key instanceof Long
          ? Access.get(value, key.toString(), e)
          : found;
    };
  }

  private static Expression constant(Expression head, Object[] keys) {
    return (e, frame) -> walk(head.eval(e, frame), keys, e);
  }

  private static @Nullable Object walk(@Nullable Object start, Object[] keys, Evaluation e) {
    Object value = start;
    for (int i = 0; i < keys.length && value != null; i++) {
      value = Access.get(value, keys[i], e);
    }
    return value;
  }

  private static Expression dynamic(Expression head, Expression[] keys) {
    return (e, frame) -> {
      Object value = head.eval(e, frame);
      for (int i = 0; i < keys.length && value != null; i++) {
        Object key = keys[i].eval(e, frame);
        value = key == null ? null : Access.get(value, key, e);
      }
      return value;
    };
  }

  /** The value of a rule, or the document that has taken its place. */
  public static Expression rule(RuleCode rule) {
    Object[] path = rule.path().toArray();
    return (e, frame) ->
        e.scope.isReplaced(rule.index()) ? walk(e.scope.data, path, e) : rule.value(e);
  }

  /** The base document at a path of names. */
  public static Expression base(Object[] path) {
    return (e, frame) -> walk(e.scope.data, path, e);
  }

  /** What stands at a place that rules are below of; to be {@link #settled} or looked into. */
  public static Expression place(RuleTree.Place place, Object[] path) {
    return (e, frame) -> new PackageObject(e, place, walk(e.scope.data, path, e));
  }

  /** A value that can be kept. */
  public static Expression settled(Expression expression) {
    return (e, frame) -> Access.settled(expression.eval(e, frame));
  }
}
