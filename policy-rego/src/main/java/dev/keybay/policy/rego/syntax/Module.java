package dev.keybay.policy.rego.syntax;

import java.util.List;
import java.util.Map;

/**
 * A parsed module.
 *
 * @param path the package, without {@code data}
 * @param imports what imported names stand for: paths that begin with {@code data} or {@code input}
 */
public record Module(
    Source source, List<String> path, Map<String, List<String>> imports, List<Rule> rules) {

  /**
   * Parses a module.
   *
   * @throws dev.keybay.api.policy.PolicySyntaxException if it is none or over a bound
   */
  public static Module parse(Source source) {
    return new ModuleParser(source).module();
  }

  /** Parses a single reference, for example {@code data.policy.allow}. */
  public static Term parseReference(String text) {
    Tokens tokens = new Tokens(new Source(text, text));
    Term term = new TermParser(tokens).reference();
    if (tokens.peek().kind() != Token.Kind.END) {
      throw tokens.unexpected("the end of the reference");
    }
    return term;
  }
}
