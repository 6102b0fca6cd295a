package dev.keybay.client.load;

import java.io.IOException;

/** One connection's requests. Used by one thread. */
public interface Exchange extends AutoCloseable {

  /**
   * Sends the next request and reads the whole answer.
   *
   * @return the HTTP status
   * @throws IOException if there was no whole answer; the next call starts anew
   */
  int run() throws IOException;

  /**
   * Whatever has to be done between two requests and is not to be measured, for example attesting
   * again before a session ends. Nothing unless overridden.
   *
   * @throws IOException counted as a connection error
   */
  default void prepare() throws IOException {}

  /** What the last answer said if it was not 200; nothing unless overridden. */
  default String refusal() {
    return "";
  }

  /** Closes the connection. */
  @Override
  void close();
}
