package dev.keybay.plugin.attest.rehearsal;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.plugin.attest.json.Json;
import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried out: {@code {"kind", "id" or "policy", "plugin", "path", "query", "input"}}.
 *
 * @param kind {@code resource} or {@code attestation}
 * @param id of a stored policy
 * @param policy a text that is not stored; base64url without padding in the message
 * @param plugin of the request that a resource policy is asked about; {@code resource} unless said
 * @param path its segments after the plugin's name
 * @param input the claims of a token, or the annotated evidence of a device
 */
record RehearsalRequest(
    String kind,
    Optional<String> id,
    Optional<String> policy,
    String plugin,
    List<String> path,
    Map<String, String> query,
    @Nullable Object input) {

  /**
   * Reads a message.
   *
   * @throws KbsException {@code BAD_REQUEST} if it is none
   */
  static RehearsalRequest read(byte[] body) {
    try {
      JsonObject message = Json.readObject(body);
      Optional<String> policy = message.optionalString("policy");
      Optional<String> path = message.optionalString("path");
      Optional<JsonObject> query = message.optionalObject("query");
      return new RehearsalRequest(
          message.string("kind"),
          message.optionalString("id"),
          policy.isPresent() ? Optional.of(decode(policy.get())) : policy,
          message.optionalString("plugin").orElse("resource"),
          path.map(text -> List.of(text.split("/", -1))).orElse(List.of()),
          query.isPresent() ? texts(query.get()) : Map.of(),
          message.value("input"));
    } catch (JsonException e) {
      throw bad(String.valueOf(e.getMessage()), e);
    }
  }

  static KbsException bad(String what, @Nullable Throwable cause) {
    return new KbsException(ErrorCode.BAD_REQUEST, "This is no test of a policy: " + what, cause);
  }

  private static Map<String, String> texts(JsonObject object) throws JsonException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : object.names()) {
      texts.put(name, object.string(name));
    }
    return texts;
  }

  private static String decode(String policy) {
    try {
      byte[] text = Base64.getUrlDecoder().decode(policy);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw bad("expected policy to be base64url of UTF-8", e);
    }
  }
}
