package dev.keybay.format.descriptor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a descriptor: strict YAML, every field checked, unknown ones refused except {@code x-…}.
 * What it takes is written down for editors and catalogues in docs/plugin.schema.json.
 */
public final class DescriptorReader {
  private static final int MAX_ROUTES = 64;

  private DescriptorReader() {}

  /**
   * Reads the bytes of {@code plugin.yaml}.
   *
   * @throws DescriptorException with line and column
   * @throws UnknownFormatException if it is of a later format
   */
  public static Descriptor read(byte[] utf8) throws DescriptorException {
    MappingNode tree = YamlTree.parse(utf8);
    FormatField.check(tree);
    Fields root = Fields.of(tree, Level.ROOT);
    InterfacesReader interfaces = InterfacesReader.read(root);
    return new Descriptor(
        root.text("name", TextRule.NAME),
        root.text("version", TextRule.VERSION),
        root.texts("routes", TextRule.ROUTE, MAX_ROUTES),
        interfaces.rules(),
        Documents.mapping(root, "default_config").orElse(Map.of()),
        texts(root),
        About.read(root),
        Compatibility.read(root),
        Relation.readAll(root, "requires"),
        Relation.readAll(root, "conflicts"),
        Code.read(root, interfaces.code()),
        Requests.read(root),
        Health.read(root),
        Documents.read(root),
        Artifact.read(root));
  }

  private static Map<String, @Nullable Object> texts(Fields root) throws DescriptorException {
    Map<String, @Nullable Object> texts = new LinkedHashMap<>();
    for (Map.Entry<String, Node> field : root.nodes().entrySet()) {
      texts.put(field.getKey(), YamlTree.value(field.getValue()));
    }
    return Collections.unmodifiableMap(texts);
  }
}
