package dev.keybay.store.sqlite;

import org.sqlite.SQLiteConfig.SynchronousMode;

/** What a commit promises once it has returned. */
public enum Durability {
  /** On stable storage: one fsync of the write-ahead log for each commit. */
  EVERY_COMMIT(SynchronousMode.FULL),

  /** In the operating system's hands: survives the end of the process, not of the machine. */
  PROCESS_ONLY(SynchronousMode.OFF);

  private final SynchronousMode synchronous;

  Durability(SynchronousMode synchronous) {
    this.synchronous = synchronous;
  }

  SynchronousMode synchronous() {
    return synchronous;
  }
}
