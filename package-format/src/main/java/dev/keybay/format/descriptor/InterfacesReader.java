package dev.keybay.format.descriptor;

import dev.keybay.format.access.AccessRules;
import dev.keybay.format.naming.ReservedNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * The field {@code interfaces}: a mapping from their names to {@code {backend, frontend, access}},
 * or to a list of such parts.
 *
 * @param rules of each interface
 * @param code of each interface
 */
record InterfacesReader(Map<String, AccessRules> rules, Map<String, Code.OfInterface> code) {
  private static final int MAX = 32;
  private static final int MAX_RULES = 200;
  private static final TextRule NAME = TextRule.WORD;

  static InterfacesReader read(Fields root) throws DescriptorException {
    InterfacesReader read = new InterfacesReader(new LinkedHashMap<>(), new LinkedHashMap<>());
    Optional<Node> node = root.node("interfaces");
    if (node.isEmpty()) {
      return read;
    }
    if (!(node.get() instanceof MappingNode mapping) || mapping.getValue().size() > MAX) {
      throw YamlTree.error(
          node.get(),
          "a mapping from at most " + MAX + " interface names to their rules was expected");
    }
    for (NodeTuple entry : mapping.getValue()) {
      read.add(entry);
    }
    return new InterfacesReader(
        Collections.unmodifiableMap(read.rules), Collections.unmodifiableMap(read.code));
  }

  private void add(NodeTuple entry) throws DescriptorException {
    String name = YamlTree.key(entry);
    if (name.startsWith("x-")) {
      return;
    }
    if (ReservedNames.INTERFACES.contains(name)) {
      throw YamlTree.error(
          entry.getKeyNode(),
          "expected another name: plugin/<name>/" + name + " is the host's own");
    }
    if (!NAME.takes(name)) {
      throw YamlTree.error(
          entry.getKeyNode(),
          "expected the name of an interface, "
              + NAME.expected()
              + "; found "
              + Found.of(entry.getKeyNode()));
    }
    Fields fields = Fields.ofAll(entry.getValueNode(), Level.INTERFACE);
    rules.put(name, AccessReader.read(fields.items("access", MAX_RULES)));
    code.put(
        name,
        new Code.OfInterface(
            fields.text("backend", TextRule.line(2048)),
            fields.text("frontend", TextRule.line(2048))));
  }
}
