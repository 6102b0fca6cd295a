package dev.keybay.itests.lasting;

import dev.keybay.client.AdminClient;
import dev.keybay.client.KbsClientException;
import dev.keybay.client.ResourcePath;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * An administrator who writes resources one after the other: each time a new one, and the same one
 * again. Used by one thread at a time; its counts may be read when that thread has ended.
 */
final class CrashWriter {
  private final String name;
  private final Semaphore acknowledgements;
  private long created;
  private long overwritten;

  /**
   * @param acknowledgements gets a permit for each acknowledged write
   */
  CrashWriter(String name, Semaphore acknowledgements) {
    this.name = name;
    this.acknowledgements = acknowledgements;
  }

  /** Writes until the broker is gone. A count goes up once its write is acknowledged. */
  void writeUntilKilled(AdminClient admin) {
    try {
      while (true) {
        admin.setResource(numbered(created + 1), value(created + 1));
        created++;
        acknowledgements.release();
        admin.setResource(same(), value(overwritten + 1));
        overwritten++;
        acknowledgements.release();
      }
    } catch (KbsClientException e) {
      if (e.status() != 0) {
        throw e;
      }
    }
  }

  long created() {
    return created;
  }

  /** The value that was acknowledged last; the one after it may be there as well. */
  long overwritten() {
    return overwritten;
  }

  /** After a start: a write that was on its way may have been done. */
  void goOnFrom(long value) {
    overwritten = value;
  }

  ResourcePath numbered(long number) {
    return ResourcePath.parse("crash/" + name + "/n" + number);
  }

  ResourcePath same() {
    return ResourcePath.parse("crash/" + name + "/same");
  }

  static byte[] value(long number) {
    return ("value " + number).getBytes(StandardCharsets.UTF_8);
  }

  static long number(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    return Long.parseLong(text.substring("value ".length()));
  }
}
