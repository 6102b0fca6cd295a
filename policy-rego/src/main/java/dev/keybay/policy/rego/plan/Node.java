package dev.keybay.policy.rego.plan;

import dev.keybay.policy.rego.syntax.Term.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An expression that has at most one value once its locals are bound. */
public sealed interface Node {
  /** Gives every local that must be bound for this to be evaluated. */
  void locals(Consumer<Local> consumer);

  /** The locals that must be bound for this to be evaluated. */
  default Set<Local> needs() {
    Set<Local> needs = new LinkedHashSet<>();
    locals(needs::add);
    return needs;
  }

  record Constant(Object value) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {}
  }

  record Variable(Local local) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      consumer.accept(local);
    }
  }

  /** The whole {@code input} document. */
  record Input() implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {}
  }

  /** A path from the root of {@code data}. */
  record DataPath(List<Node> keys) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      each(keys, consumer);
    }
  }

  /** A path from a value. */
  record Lookup(Node head, List<Node> keys) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      head.locals(consumer);
      each(keys, consumer);
    }
  }

  record Invoke(Callee callee, List<Node> arguments) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      each(arguments, consumer);
    }
  }

  record ArrayNode(List<Node> elements) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      each(elements, consumer);
    }
  }

  record SetNode(List<Node> elements) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      each(elements, consumer);
    }
  }

  /** Keys and values by their places. */
  record ObjectNode(List<Node> keys, List<Node> values) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      each(keys, consumer);
      each(values, consumer);
    }
  }

  /** A comprehension; {@code free} are the locals of the bodies around it. */
  record Comprehension(
      Shape shape, @Nullable Node key, Node value, Block body, Set<Local> free, int slot)
      implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      free.forEach(consumer);
    }
  }

  record Operation(Operator operator, Node left, Node right) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      left.locals(consumer);
      right.locals(consumer);
    }
  }

  /** Whether a collection has a value, at a key if one is given. */
  record Membership(@Nullable Node key, Node value, Node collection) implements Node {
    @Override
    public void locals(Consumer<Local> consumer) {
      if (key != null) {
        key.locals(consumer);
      }
      value.locals(consumer);
      collection.locals(consumer);
    }
  }

  private static void each(List<Node> nodes, Consumer<Local> consumer) {
    for (Node node : nodes) {
      node.locals(consumer);
    }
  }
}
