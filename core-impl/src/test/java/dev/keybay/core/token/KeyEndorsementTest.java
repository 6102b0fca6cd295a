package dev.keybay.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.core.jose.TestCertificate;
import dev.keybay.core.jose.TestJwt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seven ways in which certificates may or may not vouch for a token's key, and some more. */
class KeyEndorsementTest {
  private static final Instant FROM = TokenFixture.NOW.minus(Duration.ofDays(1));
  private static final Instant TO = TokenFixture.NOW.plus(Duration.ofDays(1));

  @TempDir Path folder;
  TokenFixture fixture;
  TestCertificate root;
  TestCertificate upper;
  TestCertificate lower;
  TestCertificate leaf;

  @BeforeEach
  void certificates() throws Exception {
    fixture = new TokenFixture(folder);
    root = TestCertificate.root("root", TestJwt.rsa(2048), FROM, TO);
    upper = root.issue("upper", TestJwt.ec("secp256r1"), true, FROM, TO);
    lower = upper.issue("lower", TestJwt.ec("secp384r1"), true, FROM, TO);
    leaf = lower.issue("leaf", TestJwt.ec("secp256r1"), false, FROM, TO);
  }

  private String token(TestCertificate signer, TestCertificate... x5c) throws Exception {
    return token(signer.keys(), "ES256", x5c);
  }

  private String token(KeyPair keys, String algorithm, TestCertificate... x5c) throws Exception {
    Map<String, Object> jwk = TestJwt.jwk(keys, algorithm);
    List<String> encoded = new ArrayList<>();
    for (TestCertificate certificate : x5c) {
      encoded.add(Base64.getEncoder().encodeToString(certificate.certificate().getEncoded()));
    }
    jwk.put("x5c", encoded);
    return TestJwt.sign(keys.getPrivate(), algorithm, Map.of("jwk", jwk), fixture.claims());
  }

  private HostTokenVerifier trusting(TestCertificate... certificates) throws Exception {
    StringBuilder pem = new StringBuilder("some text before\n");
    for (TestCertificate certificate : certificates) {
      pem.append(certificate.pem());
    }
    Files.writeString(folder.resolve("trust.pem"), pem);
    return fixture.verifier(Map.of("trustedCertificates", new String[] {"trust.pem"}));
  }

  @Test
  void aLeafOfTheTrustedRootVouches() throws Exception {
    TestCertificate direct = root.issue("leaf", TestJwt.ec("secp256r1"), false, FROM, TO);
    trusting(root).verify(token(direct, direct));
  }

  @Test
  void anRsaKeyIsVouchedForToo() throws Exception {
    TestCertificate direct = root.issue("leaf", TestJwt.rsa(2048), false, FROM, TO);
    trusting(root).verify(token(direct.keys(), "RS256", direct));
  }

  @Test
  void aKeyThatIsNotTheLeafsIsRefused() throws Exception {
    String forged = token(TestJwt.ec("secp256r1"), "ES256", leaf, lower, upper);
    assertTrue(TokenFixture.assertInvalid(trusting(root), forged).contains("first certificate"));
  }

  @Test
  void aKeyWithoutCertificatesIsRefused() throws Exception {
    assertTrue(TokenFixture.assertInvalid(trusting(root), token(leaf)).contains("x5c"));
  }

  @Test
  void anotherRootDoesNotVouch() throws Exception {
    TestCertificate other = TestCertificate.root("other", TestJwt.ec("secp256r1"), FROM, TO);
    String token = token(leaf, leaf, lower, upper);
    assertTrue(TokenFixture.assertInvalid(trusting(other), token).contains("no trusted one"));
  }

  @Test
  void anotherRootOfTheSameNameDoesNotVouch() throws Exception {
    TestCertificate other = TestCertificate.root("root", TestJwt.ec("secp256r1"), FROM, TO);
    TokenFixture.assertInvalid(trusting(other), token(leaf, leaf, lower, upper));
  }

  @Test
  void intermediatesMayComeInAnyOrder() throws Exception {
    trusting(root).verify(token(leaf, leaf, lower, upper));
    trusting(root).verify(token(leaf, leaf, upper, lower));
    trusting(root).verify(token(leaf, leaf, upper, root, lower));
  }

  @Test
  void aMissingIntermediateIsRefused() throws Exception {
    TokenFixture.assertInvalid(trusting(root), token(leaf, leaf, upper));
  }

  @Test
  void anIntermediateOfTheTrustFileHelps() throws Exception {
    trusting(root, upper).verify(token(leaf, leaf, lower));
  }

  @Test
  void anIntermediateAloneIsNoAnchor() throws Exception {
    TokenFixture.assertInvalid(trusting(upper), token(leaf, leaf, lower));
  }

  @Test
  void aTrustedCertificateVouchesForItsOwnKey() throws Exception {
    TestCertificate self = TestCertificate.root("self", TestJwt.ec("secp256r1"), FROM, TO);
    trusting(self).verify(token(self, self));
  }

  @Test
  void aLeafMayNotIssueCertificates() throws Exception {
    TestCertificate forged = leaf.issue("forged", TestJwt.ec("secp256r1"), false, FROM, TO);
    TokenFixture.assertInvalid(trusting(root), token(forged, forged, leaf, lower, upper));
  }

  @Test
  void certificatesVouchWithinTheirTimesOnly() throws Exception {
    TestCertificate brief =
        root.issue("brief", TestJwt.ec("secp256r1"), false, FROM, TokenFixture.NOW.plusSeconds(30));
    String token = token(brief, brief);
    HostTokenVerifier verifier = trusting(root);
    assertEquals(TokenFixture.NOW.plusSeconds(30), verifier.verify(token).expires());
    fixture.clock.advance(Duration.ofSeconds(31));
    TokenFixture.assertInvalid(verifier, token);
  }

  @Test
  void aRootBeyondItsTimeVouchesForNothing() throws Exception {
    TestCertificate old =
        TestCertificate.root("old", TestJwt.ec("secp256r1"), FROM, FROM.plusSeconds(60));
    TestCertificate young = old.issue("young", TestJwt.ec("secp256r1"), false, FROM, TO);
    TokenFixture.assertInvalid(trusting(old), token(young, young));
  }

  @Test
  void certificatesInTheUrlAlphabetWithLineBreaksAreRead() throws Exception {
    Map<String, Object> jwk = TestJwt.jwk(leaf.keys(), "ES256");
    List<String> encoded = new ArrayList<>();
    for (TestCertificate certificate : List.of(leaf, lower, upper)) {
      String text = Base64.getUrlEncoder().encodeToString(certificate.certificate().getEncoded());
      encoded.add(text.substring(0, 64) + "\n" + text.substring(64));
    }
    jwk.put("x5c", encoded);
    trusting(root)
        .verify(
            TestJwt.sign(leaf.keys().getPrivate(), "ES256", Map.of("jwk", jwk), fixture.claims()));
  }

  @Test
  void tooManyOrMalformedCertificatesAreRefused() throws Exception {
    Map<String, Object> jwk = TestJwt.jwk(leaf.keys(), "ES256");
    for (Object x5c :
        new Object[] {List.of("AAAA"), List.of(1L), List.of("*"), "text", List.of(), many()}) {
      jwk.put("x5c", x5c);
      TokenFixture.assertInvalid(
          trusting(root),
          TestJwt.sign(leaf.keys().getPrivate(), "ES256", Map.of("jwk", jwk), fixture.claims()));
    }
  }

  private List<String> many() throws Exception {
    String one = Base64.getEncoder().encodeToString(leaf.certificate().getEncoded());
    return java.util.Collections.nCopies(11, one);
  }

  /** There are 5! times 4! ways through their names, and no signature along any of them. */
  @Test
  void certificatesThatNameEachOtherAreNoLabyrinth() throws Exception {
    TestCertificate x = TestCertificate.root("X", TestJwt.ec("secp256r1"), FROM, TO);
    TestCertificate y = TestCertificate.root("Y", TestJwt.ec("secp256r1"), FROM, TO);
    List<TestCertificate> maze = new ArrayList<>();
    maze.add(x.issue("leaf", TestJwt.ec("secp256r1"), false, FROM, TO));
    for (int i = 0; i < 9; i++) {
      KeyPair keys = TestJwt.ec("secp256r1");
      maze.add(
          i % 2 == 0 ? y.issue("X", keys, true, FROM, TO) : x.issue("Y", keys, true, FROM, TO));
    }
    String token = token(maze.get(0), maze.toArray(TestCertificate[]::new));
    HostTokenVerifier verifier = trusting(root);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> assertTrue(TokenFixture.assertInvalid(verifier, token).contains("no trusted one")));
  }

  @Test
  void certificatesThatCertifyEachOtherAreNoLabyrinth() throws Exception {
    KeyPair shared = TestJwt.ec("secp256r1");
    TestCertificate issuer = TestCertificate.root("X", shared, FROM, TO);
    List<TestCertificate> maze = new ArrayList<>();
    maze.add(issuer.issue("leaf", TestJwt.ec("secp256r1"), false, FROM, TO));
    for (int i = 0; i < 9; i++) {
      maze.add(issuer.issue("X", shared, true, FROM, TO.minusSeconds(i)));
    }
    String token = token(maze.get(0), maze.toArray(TestCertificate[]::new));
    HostTokenVerifier verifier = trusting(root);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> assertTrue(TokenFixture.assertInvalid(verifier, token).contains("no trusted one")));
  }

  @Test
  void aWrongSignatureIsFoundBeforeTheCertificatesAreLookedAt() throws Exception {
    String token = token(leaf, leaf, lower);
    String other = token(leaf, leaf, lower, upper);
    String forged =
        token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    assertTrue(TokenFixture.assertInvalid(trusting(root), forged).contains("signature"));
  }

  @Test
  void aRenewedIntermediateOrRootIsFoundBesideItsPredecessor() throws Exception {
    TestCertificate oldRoot = TestCertificate.root("root", root.keys(), FROM, FROM.plusSeconds(60));
    TestCertificate oldUpper = root.issue("upper", upper.keys(), true, FROM, FROM.plusSeconds(60));
    trusting(oldRoot, root).verify(token(leaf, leaf, lower, oldUpper, upper));
    trusting(root, oldRoot).verify(token(leaf, leaf, oldUpper, upper, lower));
  }

  @Test
  void certificatesForKeysOutOfBoundsAreRefused() throws Exception {
    TestCertificate weak = root.issue("weak", TestJwt.rsa(1024), true, FROM, TO);
    TestCertificate below = weak.issue("below", TestJwt.ec("secp256r1"), false, FROM, TO);
    assertTrue(
        TokenFixture.assertInvalid(trusting(root), token(below, below, weak))
            .contains("certificates"));
  }

  @Test
  void aCertificateFileThatChangesCountsWithoutARestart() throws Exception {
    TestCertificate direct = root.issue("leaf", TestJwt.ec("secp256r1"), false, FROM, TO);
    TestCertificate other = TestCertificate.root("other", TestJwt.rsa(2048), FROM, TO);
    Files.writeString(folder.resolve("trust.pem"), root.pem());
    TokenKeys keys = fixture.keys(Map.of("trustedCertificates", new String[] {"trust.pem"}));
    HostTokenVerifier verifier = new HostTokenVerifier(keys, fixture.clock);
    String token = token(direct, direct);
    verifier.verify(token);
    Files.writeString(folder.resolve("trust.pem"), other.pem() + other.pem());
    keys.look();
    keys.look();
    assertTrue(TokenFixture.assertInvalid(verifier, token).contains("no trusted one"));
  }
}
