package dev.keybay.core.session;

import dev.keybay.api.session.Session;

/**
 * A session in memory.
 *
 * @param number of its row; those of new sessions follow each other, so that their rows fill one
 *     page after another
 */
record Held(Session session, long number) {
  Held with(Session updated) {
    return new Held(updated, number);
  }
}
