package dev.keybay.api.event;

import java.util.Map;

/**
 * A resource was read, written, restored or deleted, or an attempt at it was made.
 *
 * @param action {@code read}, {@code write}, {@code restore} or {@code delete}
 * @param path {@code repository/type/tag}
 */
public record ResourceAccessed(String action, String path) implements Event {
  @Override
  public String topic() {
    return "resource/" + action;
  }

  @Override
  public Map<String, String> attributes() {
    return Map.of("action", action, "path", path);
  }
}
