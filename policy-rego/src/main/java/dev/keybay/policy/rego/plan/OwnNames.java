package dev.keybay.policy.rego.plan;

import dev.keybay.policy.rego.syntax.Literal;
import dev.keybay.policy.rego.syntax.Term;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the names that stand in a body itself, not in comprehensions or bodies within it: those
 * that it declares, and all others, which it owns if nothing around it has them.
 */
final class OwnNames {
  private final Set<String> declared = new LinkedHashSet<>();
  private final Set<String> used = new LinkedHashSet<>();

  /** A name that {@code :=} declares twice. */
  private @Nullable String twice;

  Set<String> declared() {
    return declared;
  }

  Set<String> used() {
    return used;
  }

  @Nullable String twice() {
    return twice;
  }

  void literals(List<Literal> literals) {
    for (Literal literal : literals) {
      literal(literal);
    }
  }

  private void literal(Literal literal) {
    if (literal instanceof Literal.Expression e) {
      term(e.term());
    } else if (literal instanceof Literal.Unify u) {
      term(u.left());
      term(u.right());
    } else if (literal instanceof Literal.Assign a) {
      declare(a.pattern(), true);
      term(a.pattern());
      term(a.value());
    } else if (literal instanceof Literal.Not n) {
      literal(n.literal());
    } else if (literal instanceof Literal.Some s) {
      declared.addAll(s.names());
    } else if (literal instanceof Literal.SomeIn s) {
      if (s.key() != null) {
        declare(s.key(), false);
        term(s.key());
      }
      declare(s.value(), false);
      term(s.value());
      term(s.collection());
    } else if (literal instanceof Literal.Every e) {
      term(e.domain());
    } else if (literal instanceof Literal.With w) {
      literal(w.literal());
      for (Literal.Replacement replacement : w.replacements()) {
        term(replacement.value());
      }
    }
  }

  /** Declares the names of a pattern. */
  void declare(Term pattern, boolean once) {
    if (pattern instanceof Term.Name name) {
      if (!name.name().equals("_") && !declared.add(name.name()) && once) {
        twice = name.name();
      }
    } else if (pattern instanceof Term.ArrayTerm array) {
      array.elements().forEach(element -> declare(element, once));
    } else if (pattern instanceof Term.ObjectTerm object) {
      object.entries().forEach(entry -> declare(entry.value(), once));
    }
  }

  void term(@Nullable Term term) {
    if (term instanceof Term.Name name) {
      if (!name.name().equals("_")) {
        used.add(name.name());
      }
    } else if (term instanceof Term.Ref ref) {
      term(ref.head());
      ref.path().forEach(this::term);
    } else if (term instanceof Term.Call call) {
      call.arguments().forEach(this::term);
    } else if (term instanceof Term.ArrayTerm array) {
      array.elements().forEach(this::term);
    } else if (term instanceof Term.SetTerm set) {
      set.elements().forEach(this::term);
    } else if (term instanceof Term.ObjectTerm object) {
      for (Term.Entry entry : object.entries()) {
        term(entry.key());
        term(entry.value());
      }
    } else if (term instanceof Term.Infix infix) {
      term(infix.left());
      term(infix.right());
    } else if (term instanceof Term.Membership in) {
      term(in.key());
      term(in.value());
      term(in.collection());
    }
  }
}
