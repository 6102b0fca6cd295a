package dev.keybay.itests.protocol;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** An identity provider that signs administrators' tokens with Ed25519 (RFC 8037). */
public final class AdminIssuer {
  private final KeyPair pair;

  public AdminIssuer() throws Exception {
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  /** Claims of a token. */
  record Claims(Map<String, Object> members) {
    Claims with(String name, Object value) {
      Map<String, Object> changed = new HashMap<>(members);
      changed.put(name, value);
      return new Claims(changed);
    }

    Claims without(String name) {
      Map<String, Object> changed = new HashMap<>(members);
      changed.remove(name);
      return new Claims(changed);
    }
  }

  public String publicPem() {
    String text = Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
  }

  String token(Claims claims) throws Exception {
    return token(
        Messages.base64Url("{\"alg\":\"EdDSA\",\"typ\":\"JWT\"}"),
        Messages.base64Url(Messages.JSON.writeValueAsString(claims.members())));
  }

  /** A token of these two parts, whatever they say. */
  public String token(String header, String claims) throws Exception {
    String signed = header + "." + claims;
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }
}
