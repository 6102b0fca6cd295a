package dev.keybay.format.descriptor;

import dev.keybay.format.access.AccessRule;
import dev.keybay.format.access.AccessRules;
import dev.keybay.format.access.Auth;
import dev.keybay.format.access.PathGlob;
import dev.keybay.format.access.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the access rules of one interface. */
final class AccessReader {
  private static final int MAX_ROUTES = 64;
  private static final TextRule PATH = TextRule.line(1024);
  private static final TextRule ROLE = TextRule.line(128);

  private static final TextRule POLICY =
      new TextRule(
          "1 to 128 characters of A-Z a-z 0-9 . _ -", Pattern.compile("[A-Za-z0-9._-]+"), 128);

  private static final TextRule METHOD =
      new TextRule("one of GET, POST, PUT, DELETE", Pattern.compile("GET|POST|PUT|DELETE"), 6);

  private enum Encrypt {
    JWE,
    NONE
  }

  private AccessReader() {}

  static AccessRules read(List<Node> items) throws DescriptorException {
    List<AccessRule> rules = new ArrayList<>();
    for (Node item : items) {
      rules.add(rule(item));
    }
    return new AccessRules(rules);
  }

  private static AccessRule rule(Node node) throws DescriptorException {
    Fields fields = Fields.of(node, Level.RULE);
    Set<String> routes = Set.copyOf(fields.texts("routes", TextRule.ROUTE, MAX_ROUTES));
    Set<String> methods = Set.copyOf(fields.texts("methods", METHOD, 4));
    return new AccessRule(routes, methods, path(fields), requirement(node, fields));
  }

  private static Requirement requirement(Node node, Fields fields) throws DescriptorException {
    Auth auth =
        fields
            .choice("auth", Auth.values())
            .orElseThrow(
                () -> fields.missing("auth", "one of attested, session, admin, plugin, public"));
    Optional<String> role = fields.text("role", ROLE);
    Optional<String> policy = fields.text("policy", POLICY);
    boolean sealed = fields.choice("encrypt", Encrypt.values()).orElse(Encrypt.NONE) == Encrypt.JWE;
    try {
      return new Requirement(auth, role, policy, sealed);
    } catch (IllegalArgumentException e) {
      throw YamlTree.error(node, String.valueOf(e.getMessage()));
    }
  }

  private static PathGlob path(Fields fields) throws DescriptorException {
    String path = fields.text("path", PATH).orElse("**");
    try {
      return PathGlob.parse(path);
    } catch (IllegalArgumentException e) {
      throw YamlTree.error(fields.node("path").orElseThrow(), String.valueOf(e.getMessage()));
    }
  }
}
