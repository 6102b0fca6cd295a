package dev.keybay.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The protected header of a JWE, read and written again the way guests do it.
 *
 * <p>RFC 7516 §5.2 authenticates the header as it was received. The guests' library does not: it
 * parses the header and authenticates what it writes itself, {@code alg}, {@code enc}, then all
 * other members, in the order received or sorted by name, depending on how it was built. A reply
 * that suits every guest is one for which these are the same text, so anything else is refused
 * here.
 */
final class JweHeader {

  private final Map<String, @Nullable Object> members;

  private JweHeader(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /**
   * Reads a header.
   *
   * @param encoded base64url of a JSON object
   * @throws IllegalArgumentException if it is not, or lacks {@code alg} or {@code enc}
   */
  static JweHeader parse(String encoded) {
    var members = Json.parseObject(Base64Url.decode(encoded, "protected"));
    Json.string(members, "alg");
    if (!Json.string(members, "enc").equals("A256GCM")) {
      throw new IllegalArgumentException(
          "enc is \"" + members.get("enc") + "\", expected \"A256GCM\"");
    }
    return new JweHeader(members);
  }

  @Nullable Object member(String name) {
    return members.get(name);
  }

  void requireAlgorithm(String algorithm) {
    if (!algorithm.equals(members.get("alg"))) {
      throw new IllegalArgumentException(
          "alg is \"" + members.get("alg") + "\", expected \"" + algorithm + "\"");
    }
  }

  /**
   * The additional authenticated data as guests compute it.
   *
   * @throws IllegalArgumentException if two guests would compute two different ones
   */
  byte[] additionalData() {
    String asReceived = rewrite(new LinkedHashMap<>(members));
    String sorted = rewrite(sort(members));
    if (!asReceived.equals(sorted)) {
      throw new IllegalArgumentException(
          "the protected header's members are not sorted; guests that sort them could not read it");
    }
    return Base64Url.encode(asReceived.getBytes(StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String rewrite(Map<String, @Nullable Object> header) {
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    ordered.put("alg", header.remove("alg"));
    ordered.put("enc", header.remove("enc"));
    ordered.putAll(header);
    return Json.write(ordered);
  }

  private static Map<String, @Nullable Object> sort(Map<String, @Nullable Object> object) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    object.forEach(
        (name, member) ->
            sorted.put(name, member instanceof Map<?, ?> ? sort(Json.object(member)) : member));
    return sorted;
  }
}
