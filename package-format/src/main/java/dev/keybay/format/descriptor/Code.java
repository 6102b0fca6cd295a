package dev.keybay.format.descriptor;

import java.util.Map;
import java.util.Optional;

/**
 * Where the code is, as the descriptor says. The framework needs none of it: it is for people and
 * tools, and the host checks that the classes exist.
 *
 * @param backend a pointer to the bundle
 * @param backendComponent the class of the component
 * @param frontEnd the web module
 * @param frontendComponent the name of its element
 * @param interfaces what stands in each interface
 */
public record Code(
    Optional<String> backend,
    Optional<String> backendComponent,
    Optional<String> frontEnd,
    Optional<String> frontendComponent,
    Map<String, OfInterface> interfaces) {

  /** The code of one interface. */
  public record OfInterface(Optional<String> backend, Optional<String> frontend) {}

  static Code read(Fields root, Map<String, OfInterface> interfaces) throws DescriptorException {
    return new Code(
        root.text("backend", TextRule.line(2048)),
        root.text("backend_component", TextRule.CLASS_NAME),
        root.text("front_end", TextRule.line(2048)),
        root.text("frontend_component", TextRule.ELEMENT),
        Map.copyOf(interfaces));
  }
}
