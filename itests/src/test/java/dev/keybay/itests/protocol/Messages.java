package dev.keybay.itests.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What guests of the sample TEE send in a handshake. */
public final class Messages {
  public static final ObjectMapper JSON = new ObjectMapper();

  /** RFC 8785, as far as the texts here need it: sorted members, no space. */
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Messages() {}

  public static ObjectNode request(String version, String tee) {
    ObjectNode request = JSON.createObjectNode().put("version", version).put("tee", tee);
    request.putObject("extra-params").putArray("supported-hash-algorithms").add("sha384");
    return request;
  }

  /** Evidence of a CPU alone. */
  static ObjectNode attestation(String nonce, GuestKey key) {
    return attestation(nonce, key, "");
  }

  /** Evidence of a CPU and of a device in it. */
  static ObjectNode withDevice(String nonce, GuestKey key) {
    ObjectNode devices = JSON.createObjectNode();
    devices
        .putObject("sampledevice")
        .put("svn", "2")
        .put("report_data", deviceDigest(nonce, key.jwk()));
    return attestation(nonce, key, devices.toString());
  }

  /** Evidence of a CPU, bound to any text in place of the evidence of devices. */
  public static ObjectNode attestation(String nonce, GuestKey key, String additional) {
    ObjectNode message = JSON.createObjectNode();
    message.putNull("init-data");
    message.putObject("runtime-data").put("nonce", nonce).set("tee-pubkey", key.jwk());
    ObjectNode evidence = message.putObject("tee-evidence");
    evidence
        .putObject("primary_evidence")
        .put("svn", "1")
        .put("report_data", digest(nonce, key.jwk(), additional));
    evidence.put("additional_evidence", additional);
    return message;
  }

  /** The claims of a token, unverified, as guests read them. */
  static JsonNode claims(String token) throws JsonProcessingException {
    return part(token, 1);
  }

  /** A part of a token: 0 its header, 1 its claims. */
  static JsonNode part(String token, int part) throws JsonProcessingException {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]);
    return JSON.readTree(new String(json, StandardCharsets.UTF_8));
  }

  public static String base64Url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the evidence of a CPU is bound to, in base64. */
  static String digest(String nonce, ObjectNode jwk, String additional) {
    Map<String, Object> bound = new TreeMap<>();
    bound.put("additional-evidence", additional);
    bound.put("nonce", nonce);
    bound.put("tee-pubkey", members(jwk));
    return digest(bound);
  }

  /** What the evidence of a device is bound to, in base64. */
  public static String deviceDigest(String nonce, ObjectNode jwk) {
    Map<String, Object> bound = new TreeMap<>();
    bound.put("nonce", nonce);
    bound.put("tee-pubkey", members(jwk));
    return digest(bound);
  }

  private static Map<String, Object> members(ObjectNode jwk) {
    Map<String, Object> members = new TreeMap<>();
    jwk.properties().forEach(each -> members.put(each.getKey(), each.getValue().textValue()));
    return members;
  }

  private static String digest(Map<String, Object> bound) {
    try {
      // As text first: written as bytes, what is outside of the basic plane would be escaped.
      byte[] canonical = CANONICAL.writeValueAsString(bound).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-384").digest(canonical));
    } catch (GeneralSecurityException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
