package dev.keybay.client.trustee;

import dev.keybay.client.KbsClientException;
import dev.keybay.client.trustee.Finding.State;
import java.io.IOException;

/**
 * How things are carried.
 *
 * @param plan nothing is changed
 * @param force what is there and differs is replaced
 */
public record Manner(boolean plan, boolean force) {

  /** What may fail with a message for the user. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** Does what is to be done, unless this is a plan. */
  Finding take(Item item, Step step) {
    if (plan) {
      return Finding.of(item, State.TO_DO, "");
    }
    try {
      step.run();
      return Finding.of(item, State.DONE, "");
    } catch (IOException | KbsClientException e) {
      return failed(item, e);
    }
  }

  /** As {@link #take} with force; without it, what is there stays. */
  Finding replace(Item item, String kept, Step step) {
    return force ? take(item, step) : Finding.of(item, State.KEPT, kept);
  }

  static Finding present(Item item) {
    return Finding.of(item, State.PRESENT, "");
  }

  static Finding failed(Item item, Exception why) {
    return Finding.of(item, State.FAILED, String.valueOf(why.getMessage()));
  }
}
