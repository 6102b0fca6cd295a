package dev.keybay.policy.rego.plan;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A statement of a body. {@code at} is its place in the text. */
public sealed interface Step {
  int at();

  /** Gives every local of this step, those that it binds included. */
  void locals(Consumer<Local> consumer);

  /** A value that must be defined and not false. */
  record Truth(Node node, int at) implements Step {
    @Override
    public void locals(Consumer<Local> consumer) {
      node.locals(consumer);
    }
  }

  /**
   * Every value that a path leads to, each matched with the target. Unbound locals among the path's
   * keys take the keys.
   *
   * @param path a lookup or a path of data
   * @param target a pattern; absent where the value must be defined and not false
   */
  record Generate(Node path, @Nullable Node target, int at) implements Step {
    @Override
    public void locals(Consumer<Local> consumer) {
      path.locals(consumer);
      if (target != null) {
        target.locals(consumer);
      }
    }
  }

  /** Every value that a builtin relation has, each matched with the target. */
  record Enumerate(Node.Invoke relation, @Nullable Node target, int at) implements Step {
    @Override
    public void locals(Consumer<Local> consumer) {
      relation.locals(consumer);
      if (target != null) {
        target.locals(consumer);
      }
    }
  }

  /** Two sides made equal by binding what is unbound on either. */
  record Unify(Node left, Node right, int at) implements Step {
    @Override
    public void locals(Consumer<Local> consumer) {
      left.locals(consumer);
      right.locals(consumer);
    }
  }

  /** Every key and value of a collection, matched with patterns. */
  record SomeIn(@Nullable Node key, Node value, Node collection, int at) implements Step {
    @Override
    public void locals(Consumer<Local> consumer) {
      if (key != null) {
        key.locals(consumer);
      }
      value.locals(consumer);
      collection.locals(consumer);
    }
  }

  /** Steps that must have no solution. */
  record Not(List<Step> steps, int at) implements Step {
    @Override
    public void locals(Consumer<Local> consumer) {
      for (Step step : steps) {
        step.locals(consumer);
      }
    }
  }

  /** A body that must have a solution for each key and value of the domain. */
  record Every(@Nullable Local key, Local value, Node domain, Block body, Set<Local> free, int at)
      implements Step {
    @Override
    public void locals(Consumer<Local> consumer) {
      domain.locals(consumer);
      free.forEach(consumer);
    }
  }

  /** Steps that are evaluated with replacements. {@code slot} and the next one keep the scopes. */
  record With(List<Replacement> replacements, List<Step> steps, int slot, int at) implements Step {
    @Override
    public void locals(Consumer<Local> consumer) {
      for (Replacement replacement : replacements) {
        replacement.locals(consumer);
      }
      for (Step step : steps) {
        step.locals(consumer);
      }
    }
  }
}
