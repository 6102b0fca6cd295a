package dev.keybay.policy.rego.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses bodies: literals separated by semicolons or line ends. */
final class BodyParser {
  /** How many literals a body may have. */
  private static final int MAX_LITERALS = 1000;

  private final Tokens tokens;
  private final TermParser terms;

  BodyParser(Tokens tokens, TermParser terms) {
    this.tokens = tokens;
    this.terms = terms;
  }

  /** {@code { literals }} */
  List<Literal> braced() {
    tokens.expect("{");
    return until("}");
  }

  /** Literals up to the closing bracket, at least one. */
  List<Literal> until(String end) {
    tokens.enter();
    List<Literal> literals = new ArrayList<>();
    while (tokens.accept(";")) {
      // An empty statement.
    }
    do {
      if (literals.size() == MAX_LITERALS) {
        throw tokens.error(
            tokens.peek().at(), "the body has more than " + MAX_LITERALS + " literals");
      }
      literals.add(literal());
      boolean separated = tokens.onNewLine();
      while (tokens.accept(";")) {
        separated = true;
      }
      if (!separated && !tokens.at(end)) {
        throw tokens.unexpected("';', a new line or '" + end + "'");
      }
    } while (!tokens.accept(end));
    tokens.leave();
    return literals;
  }

  /** One literal with its replacements. */
  Literal literal() {
    tokens.enter();
    int at = tokens.term();
    Literal literal = plain(at);
    List<Literal.Replacement> replacements = new ArrayList<>();
    while (tokens.accept("with")) {
      Term target = terms.reference();
      tokens.expect("as");
      replacements.add(new Literal.Replacement(target, terms.expression()));
    }
    tokens.leave();
    return replacements.isEmpty() ? literal : new Literal.With(literal, replacements, at);
  }

  private Literal plain(int at) {
    if (tokens.accept("not")) {
      tokens.enter();
      Literal negated = plain(at);
      tokens.leave();
      return new Literal.Not(negated, at);
    }
    if (tokens.accept("some")) {
      return some(at);
    }
    return tokens.accept("every") ? every(at) : expression(at);
  }

  private Literal expression(int at) {
    Term left = terms.expression();
    if (tokens.accept(":=")) {
      return new Literal.Assign(left, terms.expression(), at);
    }
    if (tokens.accept("=")) {
      return new Literal.Unify(left, terms.expression(), at);
    }
    return new Literal.Expression(tokens.accept(",") ? terms.pairIn(left) : left, at);
  }

  private Literal some(int at) {
    List<Term> declared = new ArrayList<>();
    do {
      Term term = terms.expression();
      if (term instanceof Term.Membership in && in.key() == null) {
        if (declared.size() > 1) {
          throw tokens.error(in.at(), "expected at most two terms before 'in'");
        }
        Term key = declared.isEmpty() ? null : declared.get(0);
        return new Literal.SomeIn(key, in.value(), in.collection(), at);
      }
      declared.add(term);
    } while (tokens.accept(","));
    List<String> names = new ArrayList<>();
    for (Term term : declared) {
      names.add(name(term));
    }
    return new Literal.Some(names, at);
  }

  private Literal every(int at) {
    Term first = terms.expression();
    @Nullable Term key = null;
    if (tokens.accept(",")) {
      key = first;
      first = terms.expression();
    }
    if (!(first instanceof Term.Membership in) || in.key() != null) {
      throw tokens.unexpected("'in' and a collection");
    }
    return new Literal.Every(
        key == null ? null : name(key), name(in.value()), in.collection(), braced(), at);
  }

  private String name(Term term) {
    if (term instanceof Term.Name name) {
      return name.name();
    }
    throw tokens.error(term.at(), "expected a name");
  }
}
