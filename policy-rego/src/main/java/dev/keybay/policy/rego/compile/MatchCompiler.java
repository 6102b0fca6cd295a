package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.eval.Expression;
import dev.keybay.policy.rego.eval.Fixed;
import dev.keybay.policy.rego.eval.Match;
import dev.keybay.policy.rego.plan.Local;
import dev.keybay.policy.rego.plan.Node;
import dev.keybay.policy.rego.plan.Operator;
import dev.keybay.policy.rego.value.ArrayValue;
import dev.keybay.policy.rego.value.ObjectValue;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles patterns. */
final class MatchCompiler {
  /** Takes every value. */
  static final Match ANY = (e, frame, value) -> true;

  private final NodeCompiler nodes;

  MatchCompiler(NodeCompiler nodes) {
    this.nodes = nodes;
  }

  /** A pattern; its locals that were not bound are, afterwards. No pattern takes every value. */
  Match match(@Nullable Node pattern, Set<Local> bound) {
    if (pattern == null) {
      return ANY;
    }
    if (pattern instanceof Node.Variable variable && bound.add(variable.local())) {
      int slot = variable.local().slot();
      return (e, frame, value) -> {
        frame[slot] = value;
        return true;
      };
    }
    if (nodes.context().readiness().missing(pattern, bound) == null) {
      return equal(nodes.compile(pattern, bound));
    }
    if (pattern instanceof Node.ArrayNode array) {
      return array(matches(array.elements(), bound));
    }
    if (pattern instanceof Node.ObjectNode object) {
      Expression[] keys = nodes.all(object.keys(), bound);
      return object(keys, matches(object.values(), bound));
    }
    throw new IllegalStateException("no pattern: " + pattern.getClass().getSimpleName());
  }

  private Match[] matches(List<Node> patterns, Set<Local> bound) {
    Match[] matches = new Match[patterns.size()];
    for (int i = 0; i < matches.length; i++) {
      matches[i] = match(patterns.get(i), bound);
    }
    return matches;
  }

  private static Match equal(Expression expected) {
    if (expected instanceof Fixed fixed) {
      return (e, frame, value) -> Operator.equal(fixed.value(), value, e);
    }
    return (e, frame, value) -> {
      Object other = expected.eval(e, frame);
      return other != null && Operator.equal(value, other, e);
    };
  }

  private static Match array(Match[] elements) {
    return (e, frame, value) -> {
      if (!(value instanceof ArrayValue array) || array.size() != elements.length) {
        return false;
      }
      for (int i = 0; i < elements.length; i++) {
        if (!elements[i].match(e, frame, array.at(i))) {
          return false;
        }
      }
      return true;
    };
  }

  private static Match object(Expression[] keys, Match[] values) {
    return (e, frame, value) -> {
      if (!(value instanceof ObjectValue object) || object.size() != keys.length) {
        return false;
      }
      for (int i = 0; i < keys.length; i++) {
        Object key = keys[i].eval(e, frame);
        Object entry = key == null ? null : object.get(key);
        if (entry == null || !values[i].match(e, frame, entry)) {
          return false;
        }
      }
      return true;
    };
  }
}
