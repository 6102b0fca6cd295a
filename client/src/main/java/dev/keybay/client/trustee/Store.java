package dev.keybay.client.trustee;

import java.io.IOException;
import java.util.List;

/** A key-value store of Trustee's, read only. */
interface Store {
  /** More entries than this are not moved in one go. */
  int MAX_ENTRIES = 100_000;

  /** The longest value: more than any broker takes. */
  int MAX_VALUE = 16 << 20;

  /**
   * An entry.
   *
   * @param from the file, for people
   */
  record Entry(String key, String from, Content content) {}

  /**
   * All entries of a namespace, sorted by key; empty if it has none.
   *
   * @param takeover is told of entries that are passed over
   * @throws IOException if the store cannot be read, or is too large
   */
  List<Entry> entries(String namespace, Takeover takeover) throws IOException;
}
