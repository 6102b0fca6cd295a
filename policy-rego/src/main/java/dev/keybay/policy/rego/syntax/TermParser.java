package dev.keybay.policy.rego.syntax;

import dev.keybay.policy.rego.value.Arithmetic;
import dev.keybay.policy.rego.value.NullValue;
import dev.keybay.policy.rego.value.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parses expressions, by precedence climbing. */
final class TermParser {
  /** Operators by how tightly they bind; {@code in} binds least of all. */
  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("==", 1),
          Map.entry("!=", 1),
          Map.entry("<", 1),
          Map.entry("<=", 1),
          Map.entry(">", 1),
          Map.entry(">=", 1),
          Map.entry("|", 2),
          Map.entry("&", 3),
          Map.entry("+", 4),
          Map.entry("-", 4),
          Map.entry("*", 5),
          Map.entry("/", 5),
          Map.entry("%", 5));

  private final Tokens tokens;
  private final BodyParser bodies;
  private final CollectionParser collections;

  TermParser(Tokens tokens) {
    this.tokens = tokens;
    this.bodies = new BodyParser(tokens, this);
    this.collections = new CollectionParser(tokens, this, bodies);
  }

  BodyParser bodies() {
    return bodies;
  }

  /** Any expression, {@code x in xs} included. */
  Term expression() {
    return expression(true);
  }

  /**
   * An expression.
   *
   * @param union whether {@code |} is an operator here, or ends the head of a comprehension
   */
  Term expression(boolean union) {
    tokens.enter();
    Term left = infix(1, union);
    int chain = 0;
    while (tokens.at("in")) {
      int at = tokens.next().at();
      tokens.enter();
      chain++;
      left = new Term.Membership(null, left, infix(1, union), at);
    }
    for (; chain >= 0; chain--) {
      tokens.leave();
    }
    return left;
  }

  private Term infix(int minimum, boolean union) {
    Term left = unary();
    int chain = 0;
    while (true) {
      Token token = tokens.peek();
      Integer precedence =
          token.kind() == Token.Kind.PUNCTUATION ? PRECEDENCE.get(token.text()) : null;
      if (precedence == null || precedence < minimum || (!union && precedence == 2)) {
        break;
      }
      tokens.next();
      tokens.term();
      // A chain of operators is a tree as deep as the chain is long.
      tokens.enter();
      chain++;
      left = new Term.Infix(token.text(), left, infix(precedence + 1, union), token.at());
    }
    for (; chain > 0; chain--) {
      tokens.leave();
    }
    return left;
  }

  private Term unary() {
    if (!tokens.at("-")) {
      return reference();
    }
    int at = tokens.next().at();
    tokens.enter();
    Term operand = unary();
    tokens.leave();
    return operand instanceof Term.Constant c && Numbers.isNumber(c.value())
        ? new Term.Constant(Arithmetic.negate(c.value()), at)
        : new Term.Infix("-", new Term.Constant(0L, at), operand, at);
  }

  /** A term and what looks into it or calls it. */
  Term reference() {
    int at = tokens.peek().at();
    Term head = primary();
    List<Term> path = new ArrayList<>();
    while (tokens.peek().adjacent()) {
      if (tokens.at("(") && isCallable(head, path)) {
        head = new Term.Call(join(head, path, at), arguments(), at);
        path = new ArrayList<>();
      } else if (tokens.at("[")) {
        tokens.next();
        path.add(expression());
        tokens.expect("]");
      } else if (tokens.at(".")) {
        tokens.next();
        path.add(field());
      } else {
        break;
      }
    }
    return join(head, path, at);
  }

  private Term field() {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.NAME && token.kind() != Token.Kind.KEYWORD) {
      throw tokens.unexpected("a name after '.'");
    }
    tokens.term();
    tokens.next();
    return new Term.Constant(token.text(), token.at());
  }

  private static Term join(Term head, List<Term> path, int at) {
    return path.isEmpty() ? head : new Term.Ref(head, path, at);
  }

  private static boolean isCallable(Term head, List<Term> path) {
    return head instanceof Term.Name
        && path.stream().allMatch(t -> t instanceof Term.Constant c && c.value() instanceof String);
  }

  /** The arguments of a call, in parentheses. */
  List<Term> arguments() {
    tokens.expect("(");
    return collections.list(null, ")");
  }

  private Term primary() {
    int at = tokens.term();
    Token token = tokens.peek();
    if (token.kind() == Token.Kind.PUNCTUATION || token.kind() == Token.Kind.END) {
      Term collection = tokens.at("(") ? parenthesised() : collections.collection();
      if (collection == null) {
        throw tokens.unexpected("an expression");
      }
      return collection;
    }
    tokens.next();
    return switch (token.kind()) {
      case NUMBER -> number(token);
      case STRING -> new Term.Constant(token.text(), at);
      case KEYWORD -> keyword(token);
      default ->
          token.text().equals("set") && tokens.at("(") && tokens.peek().adjacent()
              ? emptySet(at)
              : new Term.Name(token.text(), at);
    };
  }

  private Term emptySet(int at) {
    List<Term> arguments = arguments();
    if (!arguments.isEmpty()) {
      throw tokens.error(at, "expected no arguments of set()");
    }
    return new Term.SetTerm(List.of(), at);
  }

  private Term number(Token token) {
    try {
      return new Term.Constant(Numbers.parse(token.text()), token.at());
    } catch (RuntimeException e) {
      throw tokens.error(token.at(), "number out of range");
    }
  }

  private Term keyword(Token token) {
    return switch (token.text()) {
      case "true" -> new Term.Constant(true, token.at());
      case "false" -> new Term.Constant(false, token.at());
      case "null" -> new Term.Constant(NullValue.NULL, token.at());
      case "contains" -> {
        // The builtin of that name; in the head of a rule the word is never an expression.
        if (!tokens.at("(")) {
          throw tokens.unexpected("'(' after 'contains'");
        }
        yield new Term.Name("contains", token.at());
      }
      default ->
          throw tokens.error(
              token.at(), "expected an expression but got the keyword '" + token.text() + "'");
    };
  }

  private Term parenthesised() {
    tokens.expect("(");
    Term first = expression();
    Term term = tokens.accept(",") ? pairIn(first) : first;
    tokens.expect(")");
    return term;
  }

  /** The rest of {@code key, value in collection} after the comma. */
  Term pairIn(Term key) {
    Term second = expression();
    if (second instanceof Term.Membership m && m.key() == null) {
      return new Term.Membership(key, m.value(), m.collection(), m.at());
    }
    throw tokens.unexpected("'in' after two terms");
  }
}
