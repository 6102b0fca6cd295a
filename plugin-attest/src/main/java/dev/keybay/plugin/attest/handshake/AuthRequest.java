package dev.keybay.plugin.attest.handshake;

import dev.keybay.plugin.attest.evidence.TeeName;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The first message of a handshake.
 *
 * @param version as sent, unchecked
 * @param tee the TEE that the guest is in
 * @param extraParams any JSON value
 */
record AuthRequest(String version, String tee, @Nullable Object extraParams) {

  static AuthRequest read(byte[] body) throws JsonException {
    JsonObject message = Json.readObject(body);
    String tee = message.string("tee");
    if (!TeeName.wellFormed(tee)) {
      throw new JsonException("expected the name of a TEE");
    }
    return new AuthRequest(message.string("version"), tee, message.value("extra-params"));
  }
}
