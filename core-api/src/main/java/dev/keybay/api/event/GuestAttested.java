package dev.keybay.api.event;

import java.util.Map;

/**
 * A handshake ended with a token.
 *
 * @param tee for example {@code snp}
 * @param status the worst EAR status of its submodules, for example {@code affirming}
 */
public record GuestAttested(String tee, String status) implements Event {
  @Override
  public String topic() {
    return "guest/attested";
  }

  @Override
  public Map<String, String> attributes() {
    return Map.of("tee", tee, "status", status);
  }
}
