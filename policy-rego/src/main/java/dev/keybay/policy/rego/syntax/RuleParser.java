package dev.keybay.policy.rego.syntax;

import dev.keybay.api.policy.PolicySyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses the definition of a rule. */
final class RuleParser {
  private static final int MAX_ALTERNATIVES = 1000;

  /** How often a body that is none is tried as an expression. */
  private static final int MAX_SECOND_TRIES = 100;

  private final Tokens tokens;
  private final TermParser terms;
  private int secondTries;

  RuleParser(Tokens tokens) {
    this.tokens = tokens;
    this.terms = new TermParser(tokens);
  }

  Rule rule() {
    int at = tokens.peek().at();
    boolean isDefault = tokens.accept("default");
    Term head = terms.reference();
    @Nullable List<Term> parameters = null;
    if (head instanceof Term.Call call) {
      parameters = call.arguments();
      head = call.function();
    }
    List<Term> name = name(head);
    @Nullable Term element = null;
    @Nullable Term value = null;
    if (parameters == null && tokens.accept("contains")) {
      element = terms.expression();
    } else if (tokens.accept(":=") || tokens.accept("=")) {
      value = terms.expression();
    }
    if (isDefault) {
      if (value == null) {
        throw tokens.unexpected("':=' and a value");
      }
      return new Rule(true, name, parameters, null, value, List.of(), List.of(), at);
    }
    return finish(name, parameters, element, value, at);
  }

  private Rule finish(
      List<Term> name,
      @Nullable List<Term> parameters,
      @Nullable Term element,
      @Nullable Term value,
      int at) {
    boolean conditional = tokens.accept("if");
    if (!conditional && element == null && value == null) {
      throw tokens.unexpected(
          name.size() > 1 || parameters != null
              ? "':=', 'if' or 'contains'"
              : "':=', 'if' or 'contains' after the rule's name");
    }
    List<Literal> body = conditional ? body() : List.of();
    List<Rule.Else> alternatives = new ArrayList<>();
    while (tokens.at("else")) {
      if (element != null) {
        throw tokens.unexpected("no 'else' on a rule that contains");
      }
      if (alternatives.size() == MAX_ALTERNATIVES) {
        throw tokens.unexpected("at most " + MAX_ALTERNATIVES + " 'else' branches");
      }
      alternatives.add(alternative());
    }
    return new Rule(false, name, parameters, element, value, body, alternatives, at);
  }

  private Rule.Else alternative() {
    int at = tokens.next().at();
    @Nullable Term value = null;
    if (tokens.accept(":=") || tokens.accept("=")) {
      value = terms.expression();
    }
    if (tokens.accept("if")) {
      return new Rule.Else(value, body(), at);
    }
    if (value == null) {
      throw tokens.unexpected("':=' or 'if' after 'else'");
    }
    return new Rule.Else(value, List.of(), at);
  }

  private List<Literal> body() {
    if (!tokens.at("{")) {
      return List.of(terms.bodies().literal());
    }
    Tokens.Mark begin = tokens.mark();
    try {
      return terms.bodies().braced();
    } catch (PolicySyntaxException e) {
      // The brace may begin an object or a set instead; if it does not, the first error counts. An
      // empty body is an error and no empty object, which would always hold.
      tokens.reset(begin);
      tokens.next();
      if (tokens.at("}") || ++secondTries > MAX_SECOND_TRIES) {
        throw e;
      }
      tokens.reset(begin);
      try {
        return List.of(terms.bodies().literal());
      } catch (PolicySyntaxException second) {
        e.addSuppressed(second);
        throw e;
      }
    }
  }

  private List<Term> name(Term head) {
    List<Term> name = new ArrayList<>();
    if (head instanceof Term.Ref ref && ref.head() instanceof Term.Name first) {
      name.add(first);
      name.addAll(ref.path());
    } else if (head instanceof Term.Name first) {
      name.add(first);
    } else {
      throw tokens.error(head.at(), "expected a rule");
    }
    return name;
  }
}
