package dev.keybay.policy.rego.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parses a module: its package, its imports, its rules. */
final class ModuleParser {
  private final Source source;
  private final Tokens tokens;
  private final RuleParser rules;

  ModuleParser(Source source) {
    this.source = source;
    this.tokens = new Tokens(source);
    this.rules = new RuleParser(tokens);
  }

  Module module() {
    tokens.expect("package");
    List<String> path = path(new TermParser(tokens).reference());
    separate();
    Map<String, List<String>> imports = new HashMap<>();
    while (tokens.accept("import")) {
      importInto(imports);
      separate();
    }
    List<Rule> all = new ArrayList<>();
    while (tokens.peek().kind() != Token.Kind.END) {
      all.add(rules.rule());
      separate();
    }
    return new Module(source, path, Map.copyOf(imports), List.copyOf(all));
  }

  private void separate() {
    boolean separated = tokens.onNewLine() || tokens.peek().kind() == Token.Kind.END;
    while (tokens.accept(";")) {
      separated = true;
    }
    if (!separated) {
      throw tokens.unexpected("a new line");
    }
  }

  private void importInto(Map<String, List<String>> imports) {
    int at = tokens.peek().at();
    List<String> path = path(new TermParser(tokens).reference());
    String root = path.get(0);
    String alias = path.get(path.size() - 1);
    if (tokens.accept("as")) {
      alias = tokens.next().text();
    }
    // The dialect: what these import is always there.
    if (root.equals("rego") || root.equals("future")) {
      if (!String.join(".", path)
          .matches("rego\\.v1|future\\.keywords(\\.(contains|every|if|in))?")) {
        throw tokens.error(at, "expected rego.v1 or future.keywords");
      }
      return;
    }
    if (!root.equals("data") && !root.equals("input")) {
      throw tokens.error(at, "expected an import of data, input or rego.v1");
    }
    if (imports.put(alias, path) != null) {
      throw tokens.error(at, "'" + alias + "' is imported twice");
    }
  }

  /** A reference whose elements are all names or strings. */
  private List<String> path(Term term) {
    List<String> path = new ArrayList<>();
    if (term instanceof Term.Name name) {
      path.add(name.name());
      return path;
    }
    if (term instanceof Term.Ref ref && ref.head() instanceof Term.Name name) {
      path.add(name.name());
      for (Term element : ref.path()) {
        if (!(element instanceof Term.Constant c) || !(c.value() instanceof String field)) {
          throw tokens.error(element.at(), "expected a path of names");
        }
        path.add(field);
      }
      return path;
    }
    throw tokens.error(term.at(), "expected a path of names");
  }
}
