package dev.keybay.policy.rego.plan;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that a body sees: its own and those of the bodies around it. */
final class Scope {
  private final @Nullable Scope outer;
  private final Frame frame;
  private final Region region = new Region();
  private final Map<String, Local> names = new HashMap<>();

  Scope(@Nullable Scope outer, Frame frame) {
    this.outer = outer;
    this.frame = frame;
  }

  Frame frame() {
    return frame;
  }

  Region region() {
    return region;
  }

  Local declare(String name) {
    Local local = new Local(name, region, frame.slot());
    names.put(name, local);
    return local;
  }

  /** A local without a name. */
  Local anonymous() {
    return new Local("_", region, frame.slot());
  }

  @Nullable Local find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Local local = scope.names.get(name);
      if (local != null) {
        return local;
      }
    }
    return null;
  }
}
