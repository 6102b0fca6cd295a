package dev.keybay.core.seal;

import dev.keybay.core.jose.NistCurve;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * The guest's side, written from RFC 7516 and 7518 and the protocol's own rules, sharing no code
 * with the host's side: also that the header, written again from its members, is the same text.
 */
final class GuestDecryption {
  private static final Pattern ENVELOPE =
      Pattern.compile(
          "\\{\"protected\":\"([\\w-]+)\",\"encrypted_key\":\"([\\w-]+)\",\"iv\":\"([\\w-]+)\","
              + "\"ciphertext\":\"([\\w-]*)\",\"tag\":\"([\\w-]+)\"}");
  private static final Pattern EC_HEADER =
      Pattern.compile(
          "\\{\"alg\":\"ECDH-ES\\+A256KW\",\"enc\":\"A256GCM\",\"epk\":\\{\"crv\":\"(P-256|P-521)\","
              + "\"kty\":\"EC\",\"x\":\"([\\w-]+)\",\"y\":\"([\\w-]+)\"}}");

  private GuestDecryption() {}

  static byte[] decrypt(byte[] jwe, PrivateKey key) throws Exception {
    Matcher envelope = ENVELOPE.matcher(new String(jwe, StandardCharsets.UTF_8));
    if (!envelope.matches()) {
      throw new AssertionError("not the form that guests read");
    }
    String header = new String(decode(envelope.group(1)), StandardCharsets.UTF_8);
    byte[] encryptedKey = decode(envelope.group(2));
    byte[] contentKey =
        key instanceof ECPrivateKey ec
            ? agree(header, encryptedKey, ec)
            : rsa(header).equals("RSA1_5") ? pkcs1(encryptedKey, key) : oaep(encryptedKey, key);
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(contentKey, "AES"),
        new GCMParameterSpec(128, decode(envelope.group(3))));
    gcm.updateAAD(envelope.group(1).getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(decode(envelope.group(4)));
    input.writeBytes(decode(envelope.group(5)));
    return gcm.doFinal(input.toByteArray());
  }

  private static byte[] agree(String header, byte[] wrapped, ECPrivateKey key) throws Exception {
    Matcher members = EC_HEADER.matcher(header);
    if (!members.matches()) {
      throw new AssertionError("another header than guests write: " + header);
    }
    int length = members.group(1).equals("P-256") ? 32 : 66;
    byte[] x = decode(members.group(2));
    byte[] y = decode(members.group(3));
    if (x.length != length || y.length != length) {
      throw new AssertionError("coordinates not of full length");
    }
    ECPoint point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
    if (!NistCurve.of(key).orElseThrow().contains(point)) {
      throw new AssertionError("epk is not on the guest's curve");
    }
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key);
    agreement.doPhase(
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, key.getParams())),
        true);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(new byte[] {0, 0, 0, 1});
    sha256.update(agreement.generateSecret());
    sha256.update(new byte[] {0, 0, 0, 14});
    sha256.update("ECDH-ES+A256KW".getBytes(StandardCharsets.US_ASCII));
    sha256.update(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0});
    Cipher unwrap = Cipher.getInstance("AESWrap");
    unwrap.init(Cipher.UNWRAP_MODE, new SecretKeySpec(sha256.digest(), "AES"));
    return unwrap.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
  }

  private static String rsa(String header) {
    return header.replaceFirst("\\{\"alg\":\"(.+)\",\"enc\":\"A256GCM\"}", "$1");
  }

  private static byte[] oaep(byte[] encrypted, PrivateKey key) throws Exception {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(new byte[0])));
    return cipher.doFinal(encrypted);
  }

  private static byte[] pkcs1(byte[] encrypted, PrivateKey key) throws Exception {
    Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
    cipher.init(Cipher.DECRYPT_MODE, key);
    return cipher.doFinal(encrypted);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
