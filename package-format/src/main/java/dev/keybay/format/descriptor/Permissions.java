package dev.keybay.format.descriptor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What a plugin asks to be allowed. Asking grants nothing.
 *
 * @param host services of the host, of {@link #HOST}
 * @param network where it connects to, {@code host:port}; a host may begin with {@code *.}
 * @param files absolute paths
 */
public record Permissions(Set<String> host, List<String> network, List<String> files) {
  /** To bring native code, which the framework would load into the broker's process. */
  public static final String NATIVE = "native";

  /** What can be asked of the host. A word that is not here would never be granted. */
  public static final Set<String> HOST =
      Set.of(
          "guests.call",
          NATIVE,
          "notify",
          "orders",
          "plugins",
          "policies",
          "secrets.read",
          "secrets.write",
          "sessions.read",
          "store.own",
          "tokens.issue");

  /** Nothing. */
  public static final Permissions NONE = new Permissions(Set.of(), List.of(), List.of());

  private static final TextRule WORD = TextRule.line(64);
  private static final int MAX = 64;

  static Permissions read(Fields root) throws DescriptorException {
    Optional<Node> node = root.node("permissions");
    if (node.isEmpty()) {
      return NONE;
    }
    Fields fields = Fields.of(node.get(), Level.PERMISSIONS);
    Set<String> host = new LinkedHashSet<>(fields.texts("host", WORD, MAX));
    for (Node item : fields.items("host", MAX)) {
      String word = String.valueOf(YamlTree.value(item));
      if (!HOST.contains(word)) {
        throw YamlTree.error(
            item, "unknown permission " + Found.of(item) + Suggestion.forWord(word, HOST));
      }
    }
    List<String> network = fields.texts("network", TextRule.HOST_AND_PORT, MAX);
    for (Node item : fields.items("network", MAX)) {
      port(item);
    }
    return new Permissions(Set.copyOf(host), network, fields.texts("files", TextRule.FILE, MAX));
  }

  private static void port(Node item) throws DescriptorException {
    String text = String.valueOf(YamlTree.value(item));
    int port = Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
    if (port < 1 || port > 65_535) {
      throw YamlTree.error(item, "expected a port from 1 to 65535; found " + port);
    }
  }
}
