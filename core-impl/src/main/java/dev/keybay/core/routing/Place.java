package dev.keybay.core.routing;

import dev.keybay.format.naming.Selector;
import java.util.Optional;

/**
 * A name under which requests come that may lead nowhere for a while.
 *
 * @param stream {@code MAJOR.MINOR}, of plain bundles the version; empty for the route's plain name
 */
record Place(String route, String stream) {
  static Place plain(String route) {
    return new Place(route, "");
  }

  static Place stream(String route, Target target) {
    return new Place(route, target.stream().version());
  }

  boolean isPlain() {
    return stream.isEmpty();
  }

  boolean leadsSomewhere(RouteTable table) {
    return isPlain()
        ? !table.plain(route).isEmpty()
        : table.route(new Selector(route, Optional.of(stream)), () -> 0).isPresent();
  }

  /** Whether whoever comes with this selector waits here: it takes the stream, or is within it. */
  boolean isMeantBy(Selector selector) {
    if (!selector.name().equals(route) || selector.version().isEmpty() != isPlain()) {
      return false;
    }
    return isPlain() || selector.takes(stream) || selector.version().get().startsWith(stream + ".");
  }
}
