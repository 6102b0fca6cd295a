package dev.keybay.core.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

class Pkcs1Test {

  @Test
  void anRsaKeyIsReadInItsOwnFormToo() throws Exception {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
    pairs.initialize(2048);
    PublicKey key = pairs.generateKeyPair().getPublic();
    byte[] pkcs1 = SubjectPublicKeyInfo.getInstance(key.getEncoded()).parsePublicKey().getEncoded();
    assertEquals(key, pem(pkcs1).publicKey());
  }

  @Test
  void whatIsNoneIsRefused() throws Exception {
    for (byte[] der : new byte[][] {{}, {1, 2, 3}, {0x30, 0}, {0x30, 3, 2, 1, 5}}) {
      Pem pem = pem(der);
      assertThrows(GeneralSecurityException.class, pem::publicKey);
    }
  }

  private static Pem pem(byte[] der) throws Exception {
    return Pem.parse(Pem.format("RSA PUBLIC KEY", der).getBytes(UTF_8));
  }
}
