package dev.keybay.format.descriptor;

import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * The checks that need no tree: depth, anchors, tags. They run on the stream of events, which takes
 * no more stack for a deeper text.
 */
final class YamlEvents {
  private YamlEvents() {}

  static void check(Iterable<Event> events, int maxDepth) throws DescriptorException {
    int depth = 0;
    for (Event event : events) {
      if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof CollectionStartEvent start) {
        if (++depth > maxDepth) {
          throw error(event, "nested deeper than " + maxDepth);
        }
        tag(event, start.getTag());
      } else if (event instanceof ScalarEvent scalar) {
        tag(event, scalar.getTag());
      }
      if (event instanceof AliasEvent) {
        throw error(event, "aliases are not allowed");
      }
      if (event instanceof NodeEvent node) {
        anchor(event, node.getAnchor());
      }
    }
  }

  private static void anchor(Event event, Optional<Anchor> anchor) throws DescriptorException {
    if (anchor.isPresent()) {
      throw error(event, "anchors are not allowed");
    }
  }

  private static void tag(Event event, Optional<String> tag) throws DescriptorException {
    if (tag.isPresent()) {
      throw error(event, "tags are not allowed, found " + Found.cut(tag.get()));
    }
  }

  private static DescriptorException error(Event at, String message) {
    return at.getStartMark()
        .map(mark -> new DescriptorException(mark.getLine() + 1, mark.getColumn() + 1, message))
        .orElseGet(() -> new DescriptorException(message));
  }
}
