package dev.keybay.itests.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;

/** An attestation service that is not this broker: signs tokens with ES256, by JCA alone. */
final class AttestationIssuer {
  private static final int COORDINATE = 32;

  private final String kid;
  private final KeyPair pair;

  AttestationIssuer(String kid) throws GeneralSecurityException {
    this.kid = kid;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    this.pair = generator.generateKeyPair();
  }

  /** What others verify with. */
  static String jwkSet(AttestationIssuer... issuers) {
    ObjectNode set = Messages.JSON.createObjectNode();
    ArrayNode keys = set.putArray("keys");
    for (AttestationIssuer issuer : issuers) {
      keys.add(issuer.jwk().put("kid", issuer.kid));
    }
    return set.toString();
  }

  ObjectNode jwk() {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    return Messages.JSON
        .createObjectNode()
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("alg", "ES256")
        .put("x", coordinate(key.getW().getAffineX()))
        .put("y", coordinate(key.getW().getAffineY()));
  }

  /** A token for a guest that names its key by {@code kid}. */
  String token(GuestKey guest) throws GeneralSecurityException {
    return sign(
        Messages.JSON.createObjectNode().put("alg", "ES256").put("kid", kid), claims(guest));
  }

  /** One that brings its key along. */
  String tokenWithKey(GuestKey guest) throws GeneralSecurityException {
    ObjectNode header = Messages.JSON.createObjectNode().put("alg", "ES256");
    header.set("jwk", jwk());
    return sign(header, claims(guest));
  }

  PublicKey publicKey() {
    return pair.getPublic();
  }

  /** One that brings its key along, and certificates that vouch for it, leaf first. */
  String tokenWithChain(GuestKey guest, X509Certificate... chain) throws GeneralSecurityException {
    return sign(certified(chain), claims(guest));
  }

  /** The same, which says nothing of any guest. */
  String tokenWithoutGuest(X509Certificate... chain) throws GeneralSecurityException {
    ObjectNode claims = Messages.JSON.createObjectNode();
    return sign(
        certified(chain), claims.put("exp", Instant.now().plusSeconds(300).getEpochSecond()));
  }

  private ObjectNode certified(X509Certificate... chain) throws GeneralSecurityException {
    ObjectNode jwk = jwk();
    ArrayNode x5c = jwk.putArray("x5c");
    for (X509Certificate certificate : chain) {
      x5c.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
    }
    ObjectNode header = Messages.JSON.createObjectNode().put("alg", "ES256");
    header.set("jwk", jwk);
    return header;
  }

  /** One that says nothing of any guest. */
  String tokenWithoutGuest() throws GeneralSecurityException {
    ObjectNode header = Messages.JSON.createObjectNode().put("alg", "ES256");
    header.set("jwk", jwk());
    ObjectNode claims = Messages.JSON.createObjectNode();
    return sign(header, claims.put("exp", Instant.now().plusSeconds(300).getEpochSecond()));
  }

  private static ObjectNode claims(GuestKey guest) {
    ObjectNode claims = Messages.JSON.createObjectNode();
    claims.put("iss", "https://attestation.example");
    claims.put("exp", Instant.now().plusSeconds(300).getEpochSecond());
    claims
        .putObject("submods")
        .putObject("cpu0")
        .put("ear.status", "affirming")
        .putObject("ear.veraison.annotated-evidence")
        .putObject("runtime_data_claims")
        .set("tee-pubkey", guest.jwk());
    return claims;
  }

  private String sign(ObjectNode header, ObjectNode claims) throws GeneralSecurityException {
    String signed =
        Messages.base64Url(header.toString()) + "." + Messages.base64Url(claims.toString());
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(pair.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] full = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, full, COORDINATE - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(full);
  }
}
