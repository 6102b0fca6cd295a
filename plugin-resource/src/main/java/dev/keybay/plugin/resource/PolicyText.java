package dev.keybay.plugin.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads the message that sets a policy: {@code {"policy": "<base64url without padding>"}}. */
final class PolicyText {
  private PolicyText() {}

  /**
   * The text of the policy in the message.
   *
   * @throws KbsException {@code POLICY_MALFORMED} if there is none
   */
  static String of(byte[] body) {
    JsonNode policy = tree(body).path("policy");
    if (policy.isMissingNode()) {
      throw malformed("the member policy is missing", null);
    }
    if (!policy.isTextual()) {
      throw malformed("expected policy to be a string", null);
    }
    return decode(policy.textValue());
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Json.read(body);
    } catch (IOException e) {
      throw malformed("expected JSON, {\"policy\": \"<base64url without padding>\"}", e);
    }
  }

  private static String decode(String policy) {
    try {
      // The decoder would take padding, which the protocol does not have.
      if (policy.indexOf('=') >= 0) {
        throw malformed("expected base64url without padding", null);
      }
      byte[] text = Base64.getUrlDecoder().decode(policy);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (IllegalArgumentException e) {
      throw malformed("expected base64url without padding", e);
    } catch (CharacterCodingException e) {
      throw malformed("the text is not UTF-8", e);
    }
  }

  private static KbsException malformed(String reason, @Nullable Throwable cause) {
    return new KbsException(ErrorCode.POLICY_MALFORMED, "Failed to parse policy: " + reason, cause);
  }
}
