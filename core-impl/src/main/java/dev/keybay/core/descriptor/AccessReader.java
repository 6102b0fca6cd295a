package dev.keybay.core.descriptor;

import dev.keybay.core.access.AccessRule;
import dev.keybay.core.access.AccessRules;
import dev.keybay.core.access.Auth;
import dev.keybay.core.access.PathGlob;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one interface of a descriptor: its access rules. */
final class AccessReader {
  private static final Set<String> INTERFACE_FIELDS = Set.of("backend", "frontend", "access");
  private static final Set<String> RULE_FIELDS =
      Set.of("routes", "methods", "path", "auth", "role", "policy", "encrypt");
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

  private AccessReader() {}

  /**
   * From {@code {backend, frontend, access}} or from the list form, {@code - backend:} and so on.
   */
  static AccessRules read(Node node) throws DescriptorException {
    List<NodeTuple> fields = new ArrayList<>();
    if (node instanceof MappingNode mapping) {
      fields.addAll(mapping.getValue());
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        if (!(item instanceof MappingNode mapping)) {
          throw YamlTree.error(item, "backend:, frontend: or access: was expected");
        }
        fields.addAll(mapping.getValue());
      }
    } else {
      throw YamlTree.error(node, "a mapping with access: was expected");
    }
    List<AccessRule> rules = new ArrayList<>();
    for (NodeTuple field : fields) {
      known(field, INTERFACE_FIELDS);
      if (YamlTree.key(field).equals("access")) {
        rules.addAll(rules(field.getValueNode()));
      }
    }
    return new AccessRules(rules);
  }

  private static List<AccessRule> rules(Node node) throws DescriptorException {
    if (!(node instanceof SequenceNode sequence)) {
      throw YamlTree.error(node, "a list of access rules was expected");
    }
    List<AccessRule> rules = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      rules.add(rule(item));
    }
    return rules;
  }

  private static AccessRule rule(Node node) throws DescriptorException {
    if (!(node instanceof MappingNode mapping)) {
      throw YamlTree.error(node, "a rule { methods, path, auth, encrypt } was expected");
    }
    Set<String> routes = Set.of();
    Set<String> methods = Set.of();
    PathGlob path = PathGlob.parse("**");
    Auth auth = null;
    boolean sealed = false;
    for (NodeTuple field : mapping.getValue()) {
      known(field, RULE_FIELDS);
      Node value = field.getValueNode();
      switch (YamlTree.key(field)) {
        case "routes" -> routes = routes(value);
        case "methods" -> methods = methods(value);
        case "path" -> path = glob(value);
        case "auth" -> auth = auth(value);
        case "encrypt" -> sealed = encrypt(value);
        case "role", "policy" ->
            throw YamlTree.error(
                field.getKeyNode(), "'" + YamlTree.key(field) + "' is not supported by this host");
        default -> {
          // x-…: the author's own
        }
      }
    }
    if (auth == null) {
      throw YamlTree.error(node, "auth: is missing; one of attested, session, admin, public");
    }
    try {
      return new AccessRule(routes, methods, path, auth, sealed);
    } catch (IllegalArgumentException e) {
      throw YamlTree.error(node, String.valueOf(e.getMessage()));
    }
  }

  private static Set<String> routes(Node node) throws DescriptorException {
    if (!(YamlTree.value(node) instanceof List<?> list)) {
      throw YamlTree.error(node, "a list of the plugin's routes was expected");
    }
    Set<String> routes = new LinkedHashSet<>();
    list.forEach(item -> routes.add(String.valueOf(item)));
    return routes;
  }

  private static Set<String> methods(Node node) throws DescriptorException {
    if (!(YamlTree.value(node) instanceof List<?> list)) {
      throw YamlTree.error(node, "a list of methods was expected, for example [GET]");
    }
    Set<String> methods = new LinkedHashSet<>();
    for (Object item : list) {
      if (!(item instanceof String method) || !METHODS.contains(method)) {
        throw YamlTree.error(node, "expected one of GET, POST, PUT, DELETE; found " + item);
      }
      methods.add(method);
    }
    return methods;
  }

  private static PathGlob glob(Node node) throws DescriptorException {
    try {
      return PathGlob.parse(String.valueOf(YamlTree.value(node)));
    } catch (IllegalArgumentException e) {
      throw YamlTree.error(node, String.valueOf(e.getMessage()));
    }
  }

  private static Auth auth(Node node) throws DescriptorException {
    String text = String.valueOf(YamlTree.value(node));
    for (Auth auth : Auth.values()) {
      if (auth.name().toLowerCase(Locale.ROOT).equals(text)) {
        return auth;
      }
    }
    throw YamlTree.error(
        node, "expected auth: attested, session, admin or public; found '" + text + "'");
  }

  private static boolean encrypt(Node node) throws DescriptorException {
    String text = String.valueOf(YamlTree.value(node));
    if (!text.equals("jwe") && !text.equals("none")) {
      throw YamlTree.error(node, "expected encrypt: jwe or none; found '" + text + "'");
    }
    return text.equals("jwe");
  }

  private static void known(NodeTuple field, Set<String> names) throws DescriptorException {
    String key = YamlTree.key(field);
    if (!names.contains(key) && !key.startsWith("x-")) {
      throw YamlTree.error(
          field.getKeyNode(), "unknown field '" + key + "'" + Suggestion.forWord(key, names));
    }
  }
}
