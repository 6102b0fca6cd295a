package dev.keybay.policy.rego.syntax;

import dev.keybay.api.policy.PolicySyntaxException;

/** The stream of tokens with one token of lookahead, and the bounds on what may be nested. */
final class Tokens {
  /** How deep expressions and bodies may nest. */
  private static final int MAX_DEPTH = 100;

  /** How many terms a module may have. */
  private static final int MAX_TERMS = 250_000;

  private final Source source;
  private final Lexer lexer;
  private Token current;
  private int line = 1;
  private int counted;
  private boolean newline;
  private int depth;
  private int terms;

  Tokens(Source source) {
    this.source = source;
    this.lexer = new Lexer(source);
    this.current = lexer.next();
  }

  /** A place to which parsing can go back. */
  record Mark(int at, Token current, int line, int counted, boolean newline, int depth) {}

  Mark mark() {
    return new Mark(lexer.at(), current, line, counted, newline, depth);
  }

  void reset(Mark mark) {
    lexer.reset(mark.at());
    current = mark.current();
    line = mark.line();
    counted = mark.counted();
    newline = mark.newline();
    depth = mark.depth();
  }

  Token peek() {
    return current;
  }

  /** Takes the current token. */
  Token next() {
    Token taken = current;
    current = lexer.next();
    int before = line;
    String text = source.text();
    for (; counted < current.at(); counted++) {
      if (text.charAt(counted) == '\n') {
        line++;
      }
    }
    newline = line != before;
    return taken;
  }

  /** Whether the current token stands on another line than the begin of its predecessor. */
  boolean onNewLine() {
    return newline;
  }

  boolean at(String word) {
    return current.is(word);
  }

  /** Takes the current token if it is this one. */
  boolean accept(String word) {
    if (current.is(word)) {
      next();
      return true;
    }
    return false;
  }

  Token expect(String word) {
    if (!current.is(word)) {
      throw unexpected("'" + word + "'");
    }
    return next();
  }

  PolicySyntaxException unexpected(String expected) {
    return source.error(current.at(), "expected " + expected + " but got " + current.shown());
  }

  PolicySyntaxException error(int at, String message) {
    return source.error(at, message);
  }

  /** Begins something nested; every {@code enter} is followed by a {@link #leave}. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw source.error(current.at(), "expressions nest deeper than " + MAX_DEPTH);
    }
  }

  void leave() {
    depth--;
  }

  /** Counts a term; returns where it begins. */
  int term() {
    if (++terms > MAX_TERMS) {
      throw source.error(current.at(), "the policy has more than " + MAX_TERMS + " terms");
    }
    return current.at();
  }
}
