package dev.keybay.core.store;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.store.SecretWrite;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what is to be written before a transaction begins. */
final class Writes {
  private static final int MAX_VALUE = 16 << 20;
  private static final int MAX_WRITES = 1000;

  /** Longer than anybody needs, and far from where the arithmetic ends. */
  private static final Duration MAX_TIME_TO_LIVE = Duration.ofDays(365_000);

  private Writes() {}

  static void check(List<SecretWrite> writes) {
    if (writes.isEmpty() || writes.size() > MAX_WRITES) {
      throw bad("A change has 1 to %d writes, not %d".formatted(MAX_WRITES, writes.size()));
    }
    Set<String> keys = new HashSet<>();
    for (SecretWrite write : writes) {
      if (!keys.add(Names.key(write.key()))) {
        throw bad("A change has each key once");
      }
      check(write);
    }
  }

  private static void check(SecretWrite write) {
    int size = write.value().map(value -> value.length).orElse(0);
    if (size > MAX_VALUE) {
      throw new KbsException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "A value has at most %d bytes, this has %d".formatted(MAX_VALUE, size));
    }
    if (write.options().timeToLive().orElse(Duration.ZERO).compareTo(MAX_TIME_TO_LIVE) > 0) {
      throw bad("A time to live is at most %d days".formatted(MAX_TIME_TO_LIVE.toDays()));
    }
  }

  /** Rounded up, so that it is never nothing; 0 if there is none. */
  static long milliseconds(Optional<Duration> timeToLive) {
    return timeToLive.map(duration -> duration.plusNanos(999_999).toMillis()).orElse(0L);
  }

  private static KbsException bad(String message) {
    return new KbsException(ErrorCode.BAD_REQUEST, message);
  }
}
