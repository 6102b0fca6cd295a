package dev.keybay.plugin.attest.initdata;

import dev.keybay.plugin.attest.json.JsonException;
import dev.keybay.plugin.attest.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The document that a guest was started with: {@code version}, {@code algorithm} and the table
 * {@code data} of texts.
 *
 * @param digest over the exact bytes of the document, by the algorithm that it names; hardware
 *     evidence is bound to it
 * @param data the table, in its order
 */
public record InitData(byte[] digest, Map<String, String> data) {
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512", "sm3", "SM3");

  /**
   * Reads what came with the handshake, {@code {"format": "toml", "body": "…"}}.
   *
   * @throws JsonException if it is not that; the message is for the operator
   */
  public static InitData of(JsonObject message) throws JsonException {
    if (!message.string("format").equals("toml")) {
      throw new JsonException("expected init-data in the format toml");
    }
    String body = message.string("body");
    JsonObject document = JsonObject.of(Toml.read(body), "");
    document.string("version");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new InitData(digest(document.string("algorithm"), bytes), texts(document.value("data")));
  }

  /** The claims that it makes; worth something only where evidence is bound to the digest. */
  public Map<String, @Nullable Object> claims() {
    return InitDataClaims.of(data);
  }

  private static byte[] digest(String algorithm, byte[] document) throws JsonException {
    String known = ALGORITHMS.get(algorithm);
    if (known == null) {
      throw new JsonException("expected the algorithm sha256, sha384, sha512 or sm3 of init-data");
    }
    try {
      return MessageDigest.getInstance(known).digest(document);
    } catch (NoSuchAlgorithmException e) {
      throw new JsonException(
          "init-data names " + algorithm + ", which this Java does not offer", e);
    }
  }

  private static Map<String, String> texts(@Nullable Object data) throws JsonException {
    if (!(data instanceof Map<?, ?> table)) {
      throw new JsonException("expected the table data in init-data");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : table.entrySet()) {
      if (!(entry.getValue() instanceof String text)) {
        throw new JsonException("expected every value of data in init-data to be a string");
      }
      texts.put((String) entry.getKey(), text);
    }
    return texts;
  }
}
