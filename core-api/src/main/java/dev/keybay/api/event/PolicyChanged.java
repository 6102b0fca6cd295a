package dev.keybay.api.event;

import java.util.Map;

/**
 * A policy was set or deleted.
 *
 * @param kind {@code resource} or {@code attestation}
 * @param hash SHA-384 of its text, hexadecimal; empty if it was deleted
 */
public record PolicyChanged(String kind, String id, String hash) implements Event {
  @Override
  public String topic() {
    return "policy/changed";
  }

  @Override
  public Map<String, String> attributes() {
    return Map.of("kind", kind, "id", id, "hash", hash);
  }
}
