package dev.keybay.itests.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A flattened JWE (RFC 7516 §7.2.2) as a broker answers it. */
record SealedReply(JsonNode message) {

  static SealedReply of(String body) throws JsonProcessingException {
    return new SealedReply(Messages.JSON.readTree(body));
  }

  List<String> members() {
    List<String> names = new ArrayList<>();
    message.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The protected header as the broker wrote it. */
  String headerText() {
    return new String(bytes("protected"), StandardCharsets.UTF_8);
  }

  /** As guests write it again that keep the order in which they read. */
  String headerInOrderRead() throws JsonProcessingException {
    ObjectNode header = (ObjectNode) Messages.JSON.readTree(headerText());
    ObjectNode again = Messages.JSON.createObjectNode();
    again.set("alg", header.remove("alg"));
    again.set("enc", header.remove("enc"));
    again.setAll(header);
    return Messages.JSON.writeValueAsString(again);
  }

  /** As guests write it again that sort all members but the first two. */
  String headerSorted() throws JsonProcessingException {
    ObjectNode header = (ObjectNode) Messages.JSON.readTree(headerText());
    ObjectNode again = Messages.JSON.createObjectNode();
    again.set("alg", header.remove("alg"));
    again.set("enc", header.remove("enc"));
    TreeMap<String, JsonNode> rest = new TreeMap<>();
    header.properties().forEach(each -> rest.put(each.getKey(), sorted(each.getValue())));
    again.setAll(rest);
    return Messages.JSON.writeValueAsString(again);
  }

  private static JsonNode sorted(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    TreeMap<String, JsonNode> members = new TreeMap<>();
    node.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
    ObjectNode again = Messages.JSON.createObjectNode();
    again.setAll(members);
    return again;
  }

  /** Decrypts it; the additional data is the header as this guest has written it again. */
  byte[] open(GuestKey key) throws GeneralSecurityException, JsonProcessingException {
    byte[] contentKey =
        key.contentKey(Messages.JSON.readTree(headerText()), bytes("encrypted_key"));
    Cipher decrypt = Cipher.getInstance("AES/GCM/NoPadding");
    decrypt.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(contentKey, "AES"),
        new GCMParameterSpec(128, bytes("iv")));
    String again =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(headerInOrderRead().getBytes(StandardCharsets.UTF_8));
    decrypt.updateAAD(again.getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    sealed.writeBytes(bytes("ciphertext"));
    sealed.writeBytes(bytes("tag"));
    return decrypt.doFinal(sealed.toByteArray());
  }

  byte[] bytes(String member) {
    String text = message.get(member).textValue();
    if (text.indexOf('=') >= 0) {
      throw new IllegalArgumentException(member + " is padded, which guests refuse");
    }
    return Base64.getUrlDecoder().decode(text);
  }
}
