package dev.keybay.plugin.attest.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checked access to the members of a JSON object. Nothing is converted: a number is no string.
 * Members that nobody asks for are ignored.
 */
public final class JsonObject {
  private final Map<?, ?> members;
  private final String where;

  private JsonObject(Map<?, ?> members, String where) {
    this.members = members;
    this.where = where;
  }

  /**
   * Access to a value that must be an object.
   *
   * @param where its JSON pointer (RFC 6901), for messages; empty for a whole document
   * @throws JsonException if the value is no object
   */
  public static JsonObject of(@Nullable Object value, String where) throws JsonException {
    if (value instanceof Map<?, ?> members) {
      return new JsonObject(members, where);
    }
    throw new JsonException("expected an object" + (where.isEmpty() ? "" : " at " + where));
  }

  /** A member of any type that must be there; it may be JSON null. */
  public @Nullable Object value(String name) throws JsonException {
    Object value = members.get(name);
    if (value == null && !members.containsKey(name)) {
      throw new JsonException("the member " + at(name) + " is missing");
    }
    return value;
  }

  /** A member that must be a string. */
  public String string(String name) throws JsonException {
    if (value(name) instanceof String text) {
      return text;
    }
    throw new JsonException("expected a string at " + at(name));
  }

  /** A member that is a string if it is there and not null. */
  public Optional<String> optionalString(String name) throws JsonException {
    return members.get(name) == null ? Optional.empty() : Optional.of(string(name));
  }

  /** A member that must be an object. */
  public JsonObject object(String name) throws JsonException {
    return of(value(name), at(name));
  }

  /** A member that is an object if it is there and not null. */
  public Optional<JsonObject> optionalObject(String name) throws JsonException {
    return members.get(name) == null ? Optional.empty() : Optional.of(object(name));
  }

  /** The names of its members, in the order of the text. */
  public List<String> names() {
    return members.keySet().stream().map(String::valueOf).toList();
  }

  private String at(String name) {
    return where + "/" + name;
  }
}
