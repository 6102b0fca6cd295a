package dev.keybay.policy.rego.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A body with locals of its own. */
public record Block(Region region, List<Step> steps) {

  /** The locals of the bodies around this one that it, or what is evaluated after it, uses. */
  Set<Local> free(@Nullable Node... heads) {
    Set<Local> free = new LinkedHashSet<>();
    for (Step step : steps) {
      step.locals(free::add);
    }
    for (Node head : heads) {
      if (head != null) {
        head.locals(free::add);
      }
    }
    free.removeIf(local -> local.owner() == region);
    return free;
  }
}
