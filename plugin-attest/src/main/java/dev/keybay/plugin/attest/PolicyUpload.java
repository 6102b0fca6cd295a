package dev.keybay.plugin.attest;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The message that sets an attestation policy: {@code {"policy_id", "policy": "<base64url without
 * padding>"}}.
 */
record PolicyUpload(String id, String source) {

  static PolicyUpload read(byte[] body) throws JsonException {
    JsonObject message = Json.readObject(body);
    return new PolicyUpload(message.string("policy_id"), decode(message.string("policy")));
  }

  /** The answer to a message that is not one. */
  static KbsException malformed(JsonException cause) {
    return new KbsException(
        ErrorCode.POLICY_MALFORMED, "Failed to parse policy: " + cause.getMessage(), cause);
  }

  private static String decode(String policy) throws JsonException {
    try {
      // The decoder would take padding, which the protocol does not have.
      if (policy.indexOf('=') >= 0) {
        throw new JsonException("expected policy to be base64url without padding");
      }
      byte[] text = Base64.getUrlDecoder().decode(policy);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (IllegalArgumentException e) {
      throw new JsonException("expected policy to be base64url without padding", e);
    } catch (CharacterCodingException e) {
      throw new JsonException("the text of the policy is not UTF-8", e);
    }
  }
}
