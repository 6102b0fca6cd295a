package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.eval.Calls;
import dev.keybay.policy.rego.eval.Collections;
import dev.keybay.policy.rego.eval.CompleteRule;
import dev.keybay.policy.rego.eval.Continuation;
import dev.keybay.policy.rego.eval.Expression;
import dev.keybay.policy.rego.eval.Fixed;
import dev.keybay.policy.rego.eval.Paths;
import dev.keybay.policy.rego.plan.Callee;
import dev.keybay.policy.rego.plan.Local;
import dev.keybay.policy.rego.plan.Node;
import dev.keybay.policy.rego.value.ListArray;
import dev.keybay.policy.rego.value.SetValue;
import dev.keybay.policy.rego.value.SortedObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Compiles expressions whose locals are bound. */
final class NodeCompiler {
  private final Context context;
  private final PathCompiler paths;

  NodeCompiler(Context context) {
    this.context = context;
    this.paths = new PathCompiler(context.rules(), this);
  }

  PathCompiler paths() {
    return paths;
  }

  Context context() {
    return context;
  }

  Expression compile(Node node, Set<Local> bound) {
    if (node instanceof Node.Constant constant) {
      return new Fixed(constant.value());
    }
    if (node instanceof Node.Variable variable) {
      return Paths.slot(variable.local().slot());
    }
    if (node instanceof Node.Input) {
      return Paths.input();
    }
    if (node instanceof Node.Lookup lookup) {
      return Paths.lookup(compile(lookup.head(), bound), all(lookup.keys(), bound));
    }
    if (node instanceof Node.DataPath path) {
      return Paths.settled(paths.data(path.keys(), bound));
    }
    if (node instanceof Node.Invoke invoke) {
      return Calls.call(invoke.callee(), all(invoke.arguments(), bound), function(invoke.callee()));
    }
    if (node instanceof Node.Operation operation) {
      return Calls.operation(
          operation.operator(),
          compile(operation.left(), bound),
          compile(operation.right(), bound));
    }
    if (node instanceof Node.Membership in) {
      return Collections.membership(
          in.key() == null ? null : compile(in.key(), bound),
          compile(in.value(), bound),
          compile(in.collection(), bound));
    }
    return node instanceof Node.Comprehension comprehension
        ? comprehension(comprehension)
        : literal(node, bound);
  }

  private @Nullable CompleteRule function(Callee callee) {
    return callee instanceof Callee.OfRule rule
            && context.rules().function(rule.path()) instanceof CompleteRule function
        ? function
        : null;
  }

  private Expression literal(Node node, Set<Local> bound) {
    if (node instanceof Node.ArrayNode array) {
      Expression[] elements = all(array.elements(), bound);
      return areFixed(elements)
          ? new Fixed(ListArray.of(values(elements)))
          : Collections.array(elements);
    }
    if (node instanceof Node.SetNode set) {
      Expression[] elements = all(set.elements(), bound);
      return areFixed(elements)
          ? new Fixed(SetValue.of(values(elements)))
          : Collections.set(elements);
    }
    Node.ObjectNode object = (Node.ObjectNode) node;
    Expression[] keys = all(object.keys(), bound);
    Expression[] values = all(object.values(), bound);
    if (!areFixed(keys) || !areFixed(values)) {
      return Collections.object(keys, values);
    }
    SortedMap<Object, Object> entries = SortedObject.entries();
    for (int i = 0; i < keys.length; i++) {
      entries.put(((Fixed) keys[i]).value(), ((Fixed) values[i]).value());
    }
    return new Fixed(SortedObject.of(entries));
  }

  Expression[] all(List<Node> nodes, Set<Local> bound) {
    Expression[] expressions = new Expression[nodes.size()];
    for (int i = 0; i < expressions.length; i++) {
      expressions[i] = compile(nodes.get(i), bound);
    }
    return expressions;
  }

  private static boolean areFixed(Expression[] expressions) {
    return Arrays.stream(expressions).allMatch(Fixed.class::isInstance);
  }

  private static Object[] values(Expression[] fixed) {
    return Arrays.stream(fixed).map(f -> ((Fixed) f).value()).toArray();
  }

  private Expression comprehension(Node.Comprehension comprehension) {
    Set<Local> bound = new HashSet<>(comprehension.free());
    BodyCompiler bodies = new BodyCompiler(this);
    List<Stage> stages = bodies.stages(comprehension.body().steps(), bound);
    Expression value = compile(comprehension.value(), bound);
    int slot = comprehension.slot();
    Continuation end =
        comprehension.key() == null
            ? Collections.collect(slot, value)
            : Collections.collect(slot, compile(comprehension.key(), bound), value);
    return Collections.comprehension(comprehension.shape(), slot, Stage.link(stages, end));
  }
}
