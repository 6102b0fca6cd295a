package dev.keybay.core.guests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThumbprintTest {
  /** The key and the thumbprint of RFC 7638 section 3.1. */
  @Test
  void theExampleOfTheStandardHasItsThumbprint() {
    String modulus =
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP"
            + "ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2"
            + "QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vM"
            + "QFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    Map<String, Object> key =
        Map.of("kty", "RSA", "n", modulus, "e", "AQAB", "alg", "RS256", "kid", "2011-04-29");
    assertEquals(Optional.of("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"), Thumbprint.of(key));
  }

  @Test
  void otherMembersOfTheKeyDoNotMatter() {
    Map<String, Object> bare = Map.of("kty", "EC", "crv", "P-256", "x", "AAA", "y", "BBB");
    Map<String, Object> more =
        Map.of(
            "kty", "EC", "crv", "P-256", "x", "AAA", "y", "BBB", "alg", "ECDH-ES+A256KW", "kid", 7);
    assertEquals(Thumbprint.of(bare), Thumbprint.of(more));
  }

  @Test
  void aKeyOfUnknownTypeOrWithoutAMemberHasNone() {
    assertTrue(Thumbprint.of(Map.of("kty", "XX", "x", "AAA")).isEmpty());
    assertTrue(Thumbprint.of(Map.of("kty", "EC", "crv", "P-256", "x", "AAA")).isEmpty());
    assertTrue(Thumbprint.of(Map.of("kty", "EC", "crv", "P-256", "x", 1, "y", 2)).isEmpty());
    assertTrue(Thumbprint.of(Map.of()).isEmpty());
  }
}
