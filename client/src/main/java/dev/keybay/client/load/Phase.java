package dev.keybay.client.load;

import org.jspecify.annotations.Nullable;

/**
 * A named stretch of time in a run, linked to the one before it.
 *
 * @param since when it began, by {@link System#nanoTime}
 */
record Phase(String name, long since, @Nullable Phase previous) {

  /**
   * The phase that a request belongs to: the base phase only if it touched no other, because what a
   * disturbance costs is to be found in the requests that it touched.
   *
   * @param base the name of the undisturbed phase
   * @param start of the request; its end is now
   */
  String of(String base, long start) {
    Phase phase = this;
    while (phase.name.equals(base) && phase.previous != null && phase.since - start > 0) {
      phase = phase.previous;
    }
    return phase.name;
  }
}
