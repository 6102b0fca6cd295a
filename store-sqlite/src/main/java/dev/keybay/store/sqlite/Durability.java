package dev.keybay.store.sqlite;

import org.sqlite.SQLiteConfig.SynchronousMode;

/** What a commit promises once it has returned. */
public enum Durability {
  /** On stable storage: one fsync of the write-ahead log for each commit. */
  EVERY_COMMIT(SynchronousMode.FULL, 4 << 10),

  /** In the operating system's hands: survives the end of the process, not of the machine. */
  PROCESS_ONLY(SynchronousMode.OFF, 16 << 10);

  private final SynchronousMode synchronous;
  private final int pageBytes;

  Durability(SynchronousMode synchronous, int pageBytes) {
    this.synchronous = synchronous;
    this.pageBytes = pageBytes;
  }

  SynchronousMode synchronous() {
    return synchronous;
  }

  /**
   * Of a new file. A small change is to be a short write where each waits for the disk; where none
   * does, rows of some KiB are to share a page.
   */
  int pageBytes() {
    return pageBytes;
  }
}
