package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.eval.Evaluation;
import dev.keybay.policy.rego.eval.Expression;
import dev.keybay.policy.rego.eval.Paths;
import dev.keybay.policy.rego.eval.RuleTree;
import dev.keybay.policy.rego.plan.Frame;
import dev.keybay.policy.rego.plan.Node;
import dev.keybay.policy.rego.syntax.Module;
import dev.keybay.policy.rego.syntax.Source;
import dev.keybay.policy.rego.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A path of {@code data} made of constants, to be evaluated from outside. */
public final class Query {
  private final Expression expression;
  private final boolean ofRules;

  private Query(Expression expression, boolean ofRules) {
    this.expression = expression;
    this.ofRules = ofRules;
  }

  /**
   * Compiles a path.
   *
   * @throws dev.keybay.api.policy.PolicySyntaxException if it is none
   */
  public static Query compile(String path, RuleTree rules) {
    Source source = new Source("path", path);
    Term term = Module.parseReference(path);
    List<Node> keys = new ArrayList<>();
    RuleTree.Place place = rules.root();
    if (term instanceof Term.Ref ref) {
      for (Term key : ref.path()) {
        if (!(key instanceof Term.Constant constant)) {
          throw source.error(key.at(), "expected constant keys");
        }
        keys.add(new Node.Constant(constant.value()));
        place = below(place, constant.value());
      }
      term = ref.head();
    }
    if (!(term instanceof Term.Name name) || !name.name().equals("data")) {
      throw source.error(0, "expected a path that begins with data");
    }
    NodeCompiler nodes = new NodeCompiler(new Context(source, new Frame(), rules, new Effort()));
    return new Query(Paths.settled(nodes.paths().data(keys, Set.of())), place != null);
  }

  /** The place of the key; a rule's own place for all that is within its value. */
  private static RuleTree.@Nullable Place below(RuleTree.@Nullable Place place, Object key) {
    if (place == null || place.rule() != null) {
      return place;
    }
    return key instanceof String name ? place.child(name) : null;
  }

  /** Whether rules give what is there, for some input at least. */
  public boolean isOfRules() {
    return ofRules;
  }

  /** The value; undefined if there is none. */
  public @Nullable Object eval(Evaluation evaluation) {
    return expression.eval(evaluation, new Object[0]);
  }
}
