package dev.keybay.core.policy;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.PolicyVersion;
import dev.keybay.api.policy.PolicyVersion.Action;
import dev.keybay.api.store.SecretEntry;
import dev.keybay.core.json.JsonText;
import dev.keybay.format.json.StrictJson;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a policy's history as it is stored: a line of JSON, a line feed, and the text.
 *
 * @param by empty if it is not known
 * @param at null where it is the time at which the entry was stored
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; made for reading and writing alone.
record HistoryEntry(Action action, String by, @Nullable Instant at, byte[] text) {

  HistoryEntry(Action action, byte[] text) {
    this(action, "", null, text);
  }

  /** What was found without a history. */
  static HistoryEntry found(SecretEntry entry) {
    return new HistoryEntry(Action.SET, "", entry.info().updated(), entry.value());
  }

  HistoryEntry by(String name) {
    return new HistoryEntry(action, name, at, text);
  }

  byte[] bytes() {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("action", action.name());
    head.put("by", by);
    if (at != null) {
      head.put("at", at.toString());
    }
    byte[] line = JsonText.bytes(head);
    byte[] all = Arrays.copyOf(line, line.length + 1 + text.length);
    all[line.length] = '\n';
    System.arraycopy(text, 0, all, line.length + 1, text.length);
    return all;
  }

  static HistoryEntry read(SecretEntry entry) {
    byte[] all = entry.value();
    try {
      int end = 0;
      while (end < all.length && all[end] != '\n') {
        end++;
      }
      Map<String, @Nullable Object> head = StrictJson.object(Arrays.copyOf(all, end));
      return new HistoryEntry(
          Action.valueOf(String.valueOf(head.get("action"))),
          String.valueOf(head.get("by")),
          head.get("at") instanceof String at ? Instant.parse(at) : entry.info().updated(),
          Arrays.copyOfRange(all, Math.min(end + 1, all.length), all.length));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new KbsException(ErrorCode.INTERNAL, "A policy's history cannot be read", e);
    }
  }

  /** A stored entry as the host's callers see it. */
  static PolicyVersion version(long number, SecretEntry entry) {
    return read(entry).version(number);
  }

  PolicyVersion version(long number) {
    return new PolicyVersion(
        number,
        action,
        action == Action.DELETE ? "" : PolicyText.hash(text),
        text.length,
        at == null ? Instant.EPOCH : at,
        by);
  }
}
