package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.plan.Local;
import dev.keybay.policy.rego.plan.Node;
import dev.keybay.policy.rego.plan.Replacement;
import dev.keybay.policy.rego.plan.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a step can be evaluated, given the locals that are bound. */
final class Readiness {
  /** How many elements two sides may have of which neither can be evaluated by itself. */
  private static final int MAX_PARTS = 1000;

  private final Effort effort;

  Readiness(Effort effort) {
    this.effort = effort;
  }

  /** A local that must be bound before the step; absent if it is ready. */
  @Nullable Local missing(Step step, Set<Local> bound) {
    if (step instanceof Step.Truth truth) {
      return missing(truth.node(), bound);
    }
    if (step instanceof Step.Generate generate) {
      return generate(generate, bound);
    }
    if (step instanceof Step.Enumerate enumerate) {
      Local local = missing(enumerate.relation(), bound);
      return local != null ? local : pattern(enumerate.target(), bound);
    }
    if (step instanceof Step.Unify unify) {
      return unify(unify.left(), unify.right(), bound);
    }
    if (step instanceof Step.SomeIn some) {
      Local local = missing(some.collection(), bound);
      local = local != null ? local : pattern(some.key(), bound);
      return local != null ? local : pattern(some.value(), bound);
    }
    if (step instanceof Step.Every every) {
      Local local = missing(every.domain(), bound);
      return local != null ? local : first(every.free(), bound);
    }
    if (step instanceof Step.Not not) {
      return not(not.steps(), bound);
    }
    return with((Step.With) step, bound);
  }

  private @Nullable Local generate(Step.Generate generate, Set<Local> bound) {
    List<Node> keys;
    Local local = null;
    if (generate.path() instanceof Node.Lookup lookup) {
      keys = lookup.keys();
      local = missing(lookup.head(), bound);
    } else {
      keys = ((Node.DataPath) generate.path()).keys();
    }
    effort.spend(bound.size());
    Set<Local> with = new HashSet<>(bound);
    for (Node key : keys) {
      local = local != null ? local : pattern(key, with);
      key.locals(with::add);
    }
    return local != null ? local : pattern(generate.target(), with);
  }

  /** All named locals in a negation must be bound by others. */
  private @Nullable Local not(List<Step> steps, Set<Local> bound) {
    Set<Local> used = new HashSet<>();
    steps.forEach(step -> step.locals(used::add));
    used.removeIf(Local::isAnonymous);
    return first(used, bound);
  }

  private @Nullable Local with(Step.With with, Set<Local> bound) {
    for (Replacement replacement : with.replacements()) {
      Set<Local> used = new HashSet<>();
      replacement.locals(used::add);
      Local local = first(used, bound);
      if (local != null) {
        return local;
      }
    }
    effort.spend(bound.size());
    Set<Local> inner = new HashSet<>(bound);
    List<Step> pending = new ArrayList<>(with.steps());
    Local missing = null;
    while (!pending.isEmpty()) {
      boolean progress = false;
      for (int i = 0; i < pending.size() && !progress; i++) {
        Local local = missing(pending.get(i), inner);
        if (local == null) {
          pending.remove(i).locals(inner::add);
          progress = true;
        } else if (missing == null) {
          missing = local;
        }
      }
      if (!progress) {
        return missing;
      }
      missing = null;
    }
    return null;
  }

  /** An unbound local of an expression. */
  @Nullable Local missing(Node node, Set<Local> bound) {
    if (node instanceof Node.Constant) {
      return null;
    }
    if (node instanceof Node.Variable variable) {
      return bound.contains(variable.local()) ? null : variable.local();
    }
    return first(node.needs(), bound);
  }

  private @Nullable Local first(Set<Local> locals, Set<Local> bound) {
    effort.spend(1 + locals.size());
    for (Local local : locals) {
      if (!bound.contains(local)) {
        return local;
      }
    }
    return null;
  }

  /** A local that must be bound before a value can be matched with a pattern. */
  @Nullable Local pattern(@Nullable Node pattern, Set<Local> bound) {
    if (pattern == null || pattern instanceof Node.Variable) {
      return null;
    }
    if (pattern instanceof Node.ArrayNode array) {
      return patterns(array.elements(), bound);
    }
    if (pattern instanceof Node.ObjectNode object) {
      for (Node key : object.keys()) {
        Local local = missing(key, bound);
        if (local != null) {
          return local;
        }
      }
      return patterns(object.values(), bound);
    }
    return missing(pattern, bound);
  }

  private @Nullable Local patterns(List<Node> patterns, Set<Local> bound) {
    for (Node pattern : patterns) {
      Local local = pattern(pattern, bound);
      if (local != null) {
        return local;
      }
    }
    return null;
  }

  /** A local that must be bound before two sides can be made equal. */
  @Nullable Local unify(Node left, Node right, Set<Local> bound) {
    Local inLeft = missing(left, bound);
    if (inLeft == null) {
      return pattern(right, bound);
    }
    Local inRight = missing(right, bound);
    if (inRight == null) {
      return pattern(left, bound);
    }
    List<Step.Unify> parts = Unification.parts(left, right, 0);
    if (parts == null || parts.size() > MAX_PARTS) {
      return inRight;
    }
    // The parts may bind locals for each other, in any order.
    effort.spend(bound.size());
    Set<Local> inner = new HashSet<>(bound);
    List<Step.Unify> pending = new ArrayList<>(parts);
    boolean progress = true;
    while (progress) {
      progress = pending.removeIf(part -> settles(part, inner));
    }
    return pending.isEmpty() ? null : inRight;
  }

  private boolean settles(Step.Unify part, Set<Local> bound) {
    effort.spend(1);
    if (unify(part.left(), part.right(), bound) != null) {
      return false;
    }
    part.locals(bound::add);
    return true;
  }
}
