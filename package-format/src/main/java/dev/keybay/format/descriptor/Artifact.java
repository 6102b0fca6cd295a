package dev.keybay.format.descriptor;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The jar that a detached descriptor is about.
 *
 * @param url where it is
 * @param sha256 64 lower-case hexadecimal digits
 */
public record Artifact(String url, String sha256) {

  static Optional<Artifact> read(Fields root) throws DescriptorException {
    Optional<Node> node = root.node("artifact");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = Fields.of(node.get(), Level.ARTIFACT);
    return Optional.of(
        new Artifact(
            fields.requiredText("url", TextRule.line(2048)),
            fields.requiredText("sha256", TextRule.SHA256)));
  }
}
