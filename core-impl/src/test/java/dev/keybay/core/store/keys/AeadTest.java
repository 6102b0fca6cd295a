package dev.keybay.core.store.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AeadTest {
  private final Aead aead = new Aead();

  @Test
  void aPublishedVectorOpens() throws Exception {
    // The GCM specification of McGrew and Viega, appendix B, test case 16.
    HexFormat hex = HexFormat.of();
    SecretKey key = key("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    byte[] sealed =
        hex.parseHex(
            "cafebabefacedbaddecaf888"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                + "76fc6ece0f4e1768cddf8853bb2d551b");
    byte[] additional = hex.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    assertEquals(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        hex.formatHex(aead.open(key, sealed, additional)));
  }

  @Test
  void everyBitCounts() throws Exception {
    SecretKey key = key("00".repeat(32));
    byte[] sealed = aead.seal(key, new byte[] {1, 2, 3}, new byte[] {9});
    assertArrayEquals(new byte[] {1, 2, 3}, aead.open(key, sealed, new byte[] {9}));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThrows(AEADBadTagException.class, () -> aead.open(key, changed, new byte[] {9}));
    }
    assertThrows(AEADBadTagException.class, () -> aead.open(key, sealed, new byte[] {8}));
    assertThrows(
        AEADBadTagException.class, () -> aead.open(key("11".repeat(32)), sealed, new byte[] {9}));
  }

  @Test
  void theSameTextIsNeverSealedAlike() {
    SecretKey key = key("00".repeat(32));
    assertFalse(
        Arrays.equals(
            aead.seal(key, new byte[8], new byte[0]), aead.seal(key, new byte[8], new byte[0])));
  }

  private static SecretKey key(String hex) {
    return new SecretKeySpec(HexFormat.of().parseHex(hex), "AES");
  }
}
