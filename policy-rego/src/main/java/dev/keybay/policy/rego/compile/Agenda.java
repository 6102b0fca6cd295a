package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.plan.Local;
import dev.keybay.policy.rego.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a body that are still to be done, in the order of the text. Whether one is ready is
 * asked again only when one of its locals was bound.
 */
final class Agenda {

  private static final class Pending {
    private final Step step;
    private boolean changed = true;
    private @Nullable Local missing;

    Pending(Step step) {
      this.step = step;
    }
  }

  /** A step that can never be done, and the local that it lacks. */
  record Blocked(Step step, Local missing) {}

  private final Readiness readiness;
  private final List<Pending> pending = new ArrayList<>();
  private final Map<Local, List<Pending>> waiting = new HashMap<>();

  Agenda(List<Step> steps, Readiness readiness) {
    this.readiness = readiness;
    for (Step step : steps) {
      Pending entry = new Pending(step);
      pending.add(entry);
      Set<Local> locals = new LinkedHashSet<>();
      step.locals(locals::add);
      for (Local local : locals) {
        waiting.computeIfAbsent(local, l -> new ArrayList<>()).add(entry);
      }
    }
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Takes the first step that is ready, which is then taken for done; absent if none is. */
  @Nullable Step next(Set<Local> bound) {
    for (int i = 0; i < pending.size(); i++) {
      Pending candidate = pending.get(i);
      if (candidate.changed) {
        candidate.changed = false;
        candidate.missing = readiness.missing(candidate.step, bound);
        if (candidate.missing == null) {
          pending.remove(i);
          candidate.step.locals(this::bind);
          return candidate.step;
        }
      }
    }
    return null;
  }

  private void bind(Local local) {
    List<Pending> waiters = waiting.remove(local);
    if (waiters != null) {
      waiters.forEach(waiter -> waiter.changed = true);
    }
  }

  /** The first step that is not ready, when none is. */
  Blocked blocked() {
    Pending first = pending.get(0);
    if (first.missing == null) {
      throw new IllegalStateException("a step that is ready was passed over");
    }
    return new Blocked(first.step, first.missing);
  }
}
