package dev.keybay.format.descriptor;

import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What a plugin asks for. The host grants it or does not, and binds what it grants to the jar's
 * digest and signer.
 *
 * @param trust the level that it would like
 */
public record Requests(
    Permissions permissions,
    Isolation isolation,
    Limits limits,
    Optional<TrustLevel> trust,
    Provenance provenance) {

  static Requests read(Fields root) throws DescriptorException {
    return new Requests(
        Permissions.read(root),
        Isolation.read(root),
        Limits.read(root),
        trust(root),
        Provenance.read(root));
  }

  private static Optional<TrustLevel> trust(Fields root) throws DescriptorException {
    Optional<Node> node = root.node("trust");
    return node.isEmpty()
        ? Optional.empty()
        : Fields.of(node.get(), Level.TRUST).choice("requested", TrustLevel.values());
  }
}
