package dev.keybay.policy.rego.eval;

import dev.keybay.policy.rego.plan.Callee;
import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.SortedObject;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The code of {@code with}. */
public final class Replacing {

  /** One replacement: gives the scope after it; undefined if its value is. */
  @FunctionalInterface
  public interface Change {
    @Nullable Scope apply(Evaluation e, Object[] frame, Scope scope);
  }

  private Replacing() {}

  /** Replaces what stands at a path of {@code input}. */
  public static Change input(String[] path, Expression value) {
    return (e, frame, scope) -> {
      Object given = value.eval(e, frame);
      return given == null
          ? null
          : new Scope(
              put(scope.input, path, 0, given, e),
              scope.data,
              scope.values.length,
              scope.replaced,
              scope.mocks);
    };
  }

  /**
   * Replaces what stands at a path of {@code data}.
   *
   * @param rules the indices of the rules at and below the path
   */
  public static Change data(String[] path, int[] rules, Expression value) {
    return (e, frame, scope) -> {
      Object given = value.eval(e, frame);
      if (given == null) {
        return null;
      }
      Object data = put(scope.data, path, 0, given, e);
      boolean[] replaced =
          scope.replaced == null ? new boolean[scope.values.length] : scope.replaced.clone();
      for (int rule : rules) {
        replaced[rule] = true;
      }
      return new Scope(
          scope.input,
          data instanceof ObjectValue root ? root : SortedObject.EMPTY,
          scope.values.length,
          replaced,
          scope.mocks);
    };
  }

  /** Replaces a function by another, or by a value. */
  public static Change function(
      Callee target, @Nullable Callee function, @Nullable Expression value) {
    return (e, frame, scope) -> {
      Object given = value == null ? null : value.eval(e, frame);
      if (value != null && given == null) {
        return null;
      }
      Map<Callee, Scope.Mock> mocks = new HashMap<>(scope.mocks);
      mocks.put(target, new Scope.Mock(function, given));
      return new Scope(scope.input, scope.data, scope.values.length, scope.replaced, mocks);
    };
  }

  private static Object put(
      @Nullable Object document, String[] path, int at, Object value, Evaluation e) {
    if (at == path.length) {
      return value;
    }
    SortedMap<Object, Object> entries =
        document instanceof ObjectValue object
            ? SortedObject.entries(object)
            : SortedObject.entries();
    e.charge(1 + entries.size());
    entries.put(path[at], put(entries.get(path[at]), path, at + 1, value, e));
    return SortedObject.of(entries);
  }

  /**
   * A body under replacements, and the rest of the body around it, which is not under them.
   *
   * @param body ends with {@link #resume}
   * @param slot keeps the scope of the body around
   */
  public static Continuation with(Change[] changes, Continuation body, int slot) {
    return (e, frame) -> {
      Scope outer = e.scope;
      Scope scope = outer;
      for (Change change : changes) {
        e.charge(1 + outer.values.length / 8);
        scope = change.apply(e, frame, scope);
        if (scope == null) {
          return true;
        }
      }
      frame[slot] = outer;
      e.scope = scope;
      boolean more = body.run(e, frame);
      e.scope = outer;
      return more;
    };
  }

  /** The end of a body under replacements. */
  public static Continuation resume(int slot, Continuation rest) {
    return (e, frame) -> {
      Scope inner = e.scope;
      e.scope = (Scope) frame[slot];
      boolean more = rest.run(e, frame);
      e.scope = inner;
      return more;
    };
  }
}
