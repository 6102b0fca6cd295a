package dev.keybay.client.trustee;

import java.io.IOException;

/** The bytes of a stored value, read when they are needed: a store may be larger than memory. */
@FunctionalInterface
interface Content {
  /**
   * All of them.
   *
   * @throws IOException if they cannot be read, or are more than a broker would take
   */
  byte[] read() throws IOException;
}
