package dev.keybay.itests.fuzz;

import dev.keybay.itests.fuzz.KeptConnection.Reply;

/** An endpoint and its valid messages. Belongs to one thread. */
interface Target {

  /** The next request, after as many others as it likes to send before. */
  Input next(Mutator mutator, KeptConnection connection) throws Exception;

  /** What came of it. */
  default void answered(Reply reply) {}
}
