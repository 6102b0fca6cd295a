package dev.keybay.itests.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** ECDH-ES+A256KW (RFC 7518 §4.6) on a NIST curve. */
public final class EcGuestKey implements GuestKey {
  private static final String ALGORITHM = "ECDH-ES+A256KW";

  private final String curve;
  private final int coordinateBytes;
  private final KeyPair pair;

  private EcGuestKey(String curve, String name, int coordinateBytes)
      throws GeneralSecurityException {
    this.curve = curve;
    this.coordinateBytes = coordinateBytes;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    this.pair = generator.generateKeyPair();
  }

  private EcGuestKey(String curve, int coordinateBytes, KeyPair pair) {
    this.curve = curve;
    this.coordinateBytes = coordinateBytes;
    this.pair = pair;
  }

  /** A certain key; all three are base64url. */
  static EcGuestKey p256(String d, String x, String y) throws GeneralSecurityException {
    ECParameterSpec parameters = ((ECPublicKey) p256().pair.getPublic()).getParams();
    KeyFactory keys = KeyFactory.getInstance("EC");
    ECPoint point = new ECPoint(unsigned(x), unsigned(y));
    return new EcGuestKey(
        "P-256",
        32,
        new KeyPair(
            keys.generatePublic(new ECPublicKeySpec(point, parameters)),
            keys.generatePrivate(new ECPrivateKeySpec(unsigned(d), parameters))));
  }

  private static BigInteger unsigned(String number) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(number));
  }

  public static EcGuestKey p256() throws GeneralSecurityException {
    return new EcGuestKey("P-256", "secp256r1", 32);
  }

  /** A curve that no broker seals to. */
  static EcGuestKey p384() throws GeneralSecurityException {
    return new EcGuestKey("P-384", "secp384r1", 48);
  }

  static EcGuestKey p521() throws GeneralSecurityException {
    return new EcGuestKey("P-521", "secp521r1", 66);
  }

  @Override
  public ObjectNode jwk() {
    ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
    return Messages.JSON
        .createObjectNode()
        .put("kty", "EC")
        .put("crv", curve)
        .put("alg", ALGORITHM)
        .put("x", coordinate(point.getAffineX()))
        .put("y", coordinate(point.getAffineY()));
  }

  @Override
  public String algorithm() {
    return ALGORITHM;
  }

  @Override
  public byte[] contentKey(JsonNode header, byte[] encryptedKey) throws GeneralSecurityException {
    JsonNode epk = header.get("epk");
    if (!epk.get("crv").textValue().equals(curve) || !epk.get("kty").textValue().equals("EC")) {
      throw new GeneralSecurityException("the ephemeral key is of another curve");
    }
    ECPoint point = new ECPoint(number(epk.get("x").textValue()), number(epk.get("y").textValue()));
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(pair.getPrivate());
    agreement.doPhase(
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, ((ECPublicKey) pair.getPublic()).getParams())),
        true);
    SecretKey wrapping = new SecretKeySpec(derive(agreement.generateSecret()), "AES");
    Cipher unwrap = Cipher.getInstance("AESWrap");
    unwrap.init(Cipher.UNWRAP_MODE, wrapping);
    return unwrap.unwrap(encryptedKey, "AES", Cipher.SECRET_KEY).getEncoded();
  }

  /** One round of the Concat KDF (NIST SP 800-56A §5.8.1) with empty party information. */
  private static byte[] derive(byte[] secret) throws GeneralSecurityException {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    byte[] name = ALGORITHM.getBytes(StandardCharsets.US_ASCII);
    input.writeBytes(number(1));
    input.writeBytes(secret);
    input.writeBytes(number(name.length));
    input.writeBytes(name);
    input.writeBytes(number(0));
    input.writeBytes(number(0));
    input.writeBytes(number(256));
    return MessageDigest.getInstance("SHA-256").digest(input.toByteArray());
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  /** A coordinate that is not of full length is refused, as guests do. */
  private BigInteger number(String coordinate) throws GeneralSecurityException {
    byte[] bytes = Base64.getUrlDecoder().decode(coordinate);
    if (bytes.length != coordinateBytes) {
      throw new GeneralSecurityException("a coordinate of " + bytes.length + " bytes");
    }
    return new BigInteger(1, bytes);
  }

  private String coordinate(BigInteger value) {
    byte[] fixed = new byte[coordinateBytes];
    byte[] bytes = value.toByteArray();
    int length = Math.min(bytes.length, coordinateBytes);
    System.arraycopy(bytes, bytes.length - length, fixed, coordinateBytes - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }
}
