package dev.keybay.core.session;

import dev.keybay.core.store.keys.DataKey;
import dev.keybay.core.store.keys.KeyRing;
import dev.keybay.core.store.sql.HostDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The key that seals sessions. Its uses are counted in the durable database, where each count is an
 * fsync; so they are taken in blocks, and what a block has left at the end is given up. Used by one
 * thread.
 */
final class SessionKey {
  private static final String PURPOSE = "session";
  private static final int BLOCK = 1 << 20;

  private final HostDatabase database;
  private final KeyRing keys;
  private @Nullable DataKey current;
  private int left;

  SessionKey(HostDatabase database, KeyRing keys) {
    this.database = database;
    this.keys = keys;
  }

  /** The key for one use. */
  DataKey next() {
    DataKey key = current;
    if (key == null || left == 0) {
      key = database.write(connection -> keys.forSealing(connection, PURPOSE, BLOCK));
      current = key;
      left = BLOCK;
    }
    left--;
    return key;
  }
}
