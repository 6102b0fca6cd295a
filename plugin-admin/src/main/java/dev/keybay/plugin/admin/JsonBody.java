package dev.keybay.plugin.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a flat JSON object of texts, numbers and booleans, all as text. */
final class JsonBody {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  static Map<String, String> texts(byte[] body) {
    JsonNode tree;
    try {
      tree = JSON.readTree(utf8(body));
    } catch (JsonProcessingException e) {
      throw broken(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), e);
    }
    if (tree == null || !tree.isObject()) {
      throw new KbsException(ErrorCode.BAD_REQUEST, "expected a JSON object");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      if (!member.getValue().isValueNode() || member.getValue().isNull()) {
        throw new KbsException(
            ErrorCode.BAD_REQUEST, "expected text or a number for " + member.getKey());
      }
      texts.put(member.getKey(), member.getValue().asText());
    }
    return texts;
  }

  /** Left to the reader of JSON, bytes that begin with zeros would be taken for UTF-32. */
  private static String utf8(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      String before = new String(body, 0, bytes.position(), StandardCharsets.UTF_8);
      long lines = before.chars().filter(letter -> letter == '\n').count();
      throw broken(lines + 1, before.length() - before.lastIndexOf('\n'), e);
    }
  }

  /** Says where, and not what: what stands there may be a secret. */
  private static KbsException broken(long line, long column, Exception cause) {
    return new KbsException(
        ErrorCode.BAD_REQUEST,
        "expected a JSON object in UTF-8; it is broken at line " + line + ", column " + column,
        cause);
  }
}
