package dev.keybay.policy.rego.syntax;

import dev.keybay.policy.rego.syntax.Term.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses arrays, sets, objects and comprehensions. */
final class CollectionParser {
  private final Tokens tokens;
  private final TermParser terms;
  private final BodyParser bodies;

  CollectionParser(Tokens tokens, TermParser terms, BodyParser bodies) {
    this.tokens = tokens;
    this.terms = terms;
    this.bodies = bodies;
  }

  /** What the current bracket begins; nothing if there is no bracket. */
  @Nullable Term collection() {
    if (tokens.at("[")) {
      return array();
    }
    return tokens.at("{") ? braces() : null;
  }

  private Term array() {
    int at = tokens.next().at();
    if (tokens.accept("]")) {
      return new Term.ArrayTerm(List.of(), at);
    }
    // The bar after the first term begins a comprehension; a union there needs parentheses.
    Term first = terms.expression(false);
    if (tokens.accept("|")) {
      return new Term.Comprehension(Shape.ARRAY, null, first, bodies.until("]"), at);
    }
    return new Term.ArrayTerm(list(first, "]"), at);
  }

  private Term braces() {
    int at = tokens.next().at();
    if (tokens.accept("}")) {
      return new Term.ObjectTerm(List.of(), at);
    }
    Term first = terms.expression(false);
    if (tokens.accept("|")) {
      return new Term.Comprehension(Shape.SET, null, first, bodies.until("}"), at);
    }
    return tokens.accept(":") ? object(first, at) : new Term.SetTerm(list(first, "}"), at);
  }

  private Term object(Term key, int at) {
    Term value = terms.expression(false);
    if (tokens.accept("|")) {
      return new Term.Comprehension(Shape.OBJECT, key, value, bodies.until("}"), at);
    }
    List<Term.Entry> entries = new ArrayList<>();
    entries.add(new Term.Entry(key, value));
    while (!tokens.accept("}")) {
      tokens.expect(",");
      if (tokens.accept("}")) {
        break;
      }
      Term next = terms.expression();
      tokens.expect(":");
      entries.add(new Term.Entry(next, terms.expression()));
    }
    return new Term.ObjectTerm(entries, at);
  }

  /** Terms up to the closing bracket; a comma may stand before it. */
  List<Term> list(@Nullable Term first, String end) {
    List<Term> list = new ArrayList<>();
    if (first != null) {
      list.add(first);
      if (!tokens.at(end)) {
        tokens.expect(",");
      }
    }
    while (!tokens.accept(end)) {
      list.add(terms.expression());
      if (!tokens.at(end)) {
        tokens.expect(",");
      }
    }
    return list;
  }
}
