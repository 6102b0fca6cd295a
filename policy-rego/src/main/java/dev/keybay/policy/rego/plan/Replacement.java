package dev.keybay.policy.rego.plan;

import java.util.List;
import java.util.function.Consumer;

/** What {@code with} puts in the place of something. */
public sealed interface Replacement {
  default void locals(Consumer<Local> consumer) {}

  /** A document of {@code input}. */
  record OfInput(List<String> path, Node value) implements Replacement {
    @Override
    public void locals(Consumer<Local> consumer) {
      value.locals(consumer);
    }
  }

  /** A document of {@code data}. */
  record OfData(List<String> path, Node value) implements Replacement {
    @Override
    public void locals(Consumer<Local> consumer) {
      value.locals(consumer);
    }
  }

  /** A function, by another function. */
  record ByFunction(Callee target, Callee function) implements Replacement {}

  /** A function, by a value that it then always gives. */
  record ByValue(Callee target, Node value) implements Replacement {
    @Override
    public void locals(Consumer<Local> consumer) {
      value.locals(consumer);
    }
  }
}
