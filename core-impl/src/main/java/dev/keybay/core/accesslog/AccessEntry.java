package dev.keybay.core.accesslog;

import dev.keybay.api.plugin.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that was answered, as it came: texts are made fit for a line when it is written.
 *
 * @param at when it was answered
 * @param path the raw path of the URI, never its query
 * @param route what of the path chose the plugin; empty if nothing could
 * @param plugin with its version, {@code name@1.0.3}; empty if none was reached
 * @param bytes of the answer's body as announced; below 0 if it was not
 * @param nanos from its arrival to the end of the answer
 * @param caller null if it was refused before it was known
 * @param remote address of the connection
 */
record AccessEntry(
    Instant at,
    String id,
    String method,
    String path,
    String route,
    String plugin,
    int status,
    long bytes,
    long nanos,
    @Nullable Caller caller,
    String remote) {
  private static final int MAX_TEXT = 512;
  private static final double NANOS_PER_MILLI = 1e6;

  /** All members in the order of the line; texts bounded, absent ones {@code -}. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("time", at.truncatedTo(ChronoUnit.MILLIS).toString());
    members.put("request", id);
    members.put("method", text(method));
    members.put("path", text(path));
    members.put("route", text(route));
    members.put("plugin", text(plugin));
    members.put("status", status);
    members.put("bytes", Math.max(0, bytes));
    members.put("millis", Math.round(nanos / NANOS_PER_MILLI * 1000) / 1000.0);
    members.put("caller", kind());
    members.put("id", text(caller == null ? "" : caller.name()));
    members.put("remote", text(remote));
    return members;
  }

  private String kind() {
    if (caller instanceof Caller.Guest) {
      return "guest";
    }
    if (caller instanceof Caller.Admin) {
      return "admin";
    }
    if (caller instanceof Caller.Plugin) {
      return "plugin";
    }
    return caller == null ? "unknown" : "anonymous";
  }

  private static String text(String text) {
    if (text.isEmpty()) {
      return "-";
    }
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + "…";
  }
}
