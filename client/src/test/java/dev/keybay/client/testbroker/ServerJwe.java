package dev.keybay.client.testbroker;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts to a TEE key as a broker does. */
public final class ServerJwe {

  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final SecureRandom RANDOM = new SecureRandom();

  private ServerJwe() {}

  /** A reply that the holder of the key can read. */
  public static String encrypt(Map<String, String> jwk, byte[] plaintext)
      throws GeneralSecurityException {
    return encrypt(jwk, plaintext, UnaryOperator.identity());
  }

  /** As {@link #encrypt}, with a header that is authenticated as the operator returns it. */
  public static String encrypt(
      Map<String, String> jwk, byte[] plaintext, UnaryOperator<String> headerText)
      throws GeneralSecurityException {
    byte[] cek = new byte[32];
    byte[] iv = new byte[12];
    RANDOM.nextBytes(cek);
    RANDOM.nextBytes(iv);
    String[] headerAndKey = jwk.get("kty").equals("RSA") ? rsa(jwk, cek) : ec(jwk, cek);
    String header =
        URL.encodeToString(headerText.apply(headerAndKey[0]).getBytes(StandardCharsets.UTF_8));
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(cek, "AES"), new GCMParameterSpec(128, iv));
    gcm.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
    byte[] sealed = gcm.doFinal(plaintext);
    int length = plaintext.length;
    return "{\"protected\":\"%s\",\"encrypted_key\":\"%s\",\"iv\":\"%s\",\"ciphertext\":\"%s\",\"tag\":\"%s\"}"
        .formatted(
            header,
            headerAndKey[1],
            URL.encodeToString(iv),
            URL.encodeToString(Arrays.copyOf(sealed, length)),
            URL.encodeToString(Arrays.copyOfRange(sealed, length, sealed.length)));
  }

  private static String[] rsa(Map<String, String> jwk, byte[] cek) throws GeneralSecurityException {
    PublicKey key =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(number(jwk.get("n")), number(jwk.get("e"))));
    Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    oaep.init(
        Cipher.ENCRYPT_MODE,
        key,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return new String[] {
      "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}", URL.encodeToString(oaep.doFinal(cek))
    };
  }

  private static String[] ec(Map<String, String> jwk, byte[] cek) throws GeneralSecurityException {
    String crv = jwk.get("crv");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(crv.equals("P-256") ? "secp256r1" : "secp521r1"));
    KeyPair ephemeral = generator.generateKeyPair();
    ECPublicKey own = (ECPublicKey) ephemeral.getPublic();
    PublicKey guest =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(number(jwk.get("x")), number(jwk.get("y"))), own.getParams()));
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(ephemeral.getPrivate());
    agreement.doPhase(guest, true);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(HexFormat.of().parseHex("00000001"));
    sha.update(agreement.generateSecret());
    sha.update(HexFormat.of().parseHex("0000000e"));
    sha.update("ECDH-ES+A256KW".getBytes(StandardCharsets.US_ASCII));
    sha.update(HexFormat.of().parseHex("000000000000000000000100"));
    Cipher wrap = Cipher.getInstance("AESWrap");
    wrap.init(Cipher.WRAP_MODE, new SecretKeySpec(sha.digest(), "AES"));
    int size = crv.equals("P-256") ? 32 : 66;
    String header =
        "{\"alg\":\"ECDH-ES+A256KW\",\"enc\":\"A256GCM\",\"epk\":{\"crv\":\"%s\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}}"
            .formatted(
                crv, fixed(own.getW().getAffineX(), size), fixed(own.getW().getAffineY(), size));
    return new String[] {header, URL.encodeToString(wrap.wrap(new SecretKeySpec(cek, "AES")))};
  }

  private static String fixed(BigInteger number, int size) {
    String hex = number.toString(16);
    return URL.encodeToString(HexFormat.of().parseHex("0".repeat(2 * size - hex.length()) + hex));
  }

  private static BigInteger number(String base64Url) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(base64Url));
  }
}
