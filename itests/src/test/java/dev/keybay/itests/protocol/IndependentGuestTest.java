package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import dev.keybay.itests.Javas;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest that shares no code with the broker gets its secrets, on each Java that is here. */
@ParameterizedClass
@MethodSource("javas")
final class IndependentGuestTest {
  enum Kind {
    P256,
    P521,
    RSA,
    ML_KEM;

    GuestKey make() throws Exception {
      return switch (this) {
        case P256 -> EcGuestKey.p256();
        case P521 -> EcGuestKey.p521();
        case RSA -> new RsaGuestKey();
        case ML_KEM -> new MlKemGuestKey();
      };
    }

    /** What follows {@code alg} and {@code enc} in the header, as an expression. */
    String restOfHeader() {
      return switch (this) {
        case RSA -> "}";
        case ML_KEM -> ",\"ek\":\"[\\w-]{1451}\"}"; // of 1088 bytes
        default ->
            ",\"epk\":\\{\"crv\":\"[^\"]+\",\"kty\":\"EC\","
                + "\"x\":\"[^\"]+\",\"y\":\"[^\"]+\"}}";
      };
    }
  }

  private static final String SECRET = "open sesame \u2014 \ud83d\udd11\n";

  private static Broker broker;

  /**
   * The arguments of this class go to {@link #start}; the runner wants a field for them as well.
   */
  @Parameter Path java;

  static List<Path> javas() {
    return Javas.present();
  }

  @BeforeParameterizedClassInvocation
  static void start(Path java) throws Exception {
    broker = Broker.start(java, "--sample-tee");
    Operator operator = new Operator(broker);
    operator.use(Operator.ALLOW);
    operator.resource("it/key/1", SECRET);
  }

  @AfterParameterizedClassInvocation
  static void stop() throws Exception {
    broker.close();
  }

  @ParameterizedTest
  @EnumSource
  void aGuestGetsASecretByItsCookie(Kind kind) throws Exception {
    Guest guest = new Guest(broker, kind.make());
    HttpResponse<String> reply = guest.resourceByCookie(guest.handshake(), "it/key/1");
    assertEquals(200, reply.statusCode(), reply.body());
    assertEquals("application/json", reply.headers().firstValue("Content-Type").orElseThrow());
    assertEquals(SECRET, text(SealedReply.of(reply.body()).open(guest.key())));
  }

  @ParameterizedTest
  @EnumSource
  void aGuestGetsASecretByItsToken(Kind kind) throws Exception {
    Guest guest = new Guest(broker, kind.make());
    HttpResponse<String> reply = guest.resourceByToken(guest.token(), "it/key/1");
    assertEquals(200, reply.statusCode(), reply.body());
    assertEquals(SECRET, text(SealedReply.of(reply.body()).open(guest.key())));
  }

  @ParameterizedTest
  @EnumSource
  void theHeaderSurvivesBeingWrittenAgain(Kind kind) throws Exception {
    Guest guest = new Guest(broker, kind.make());
    SealedReply reply = SealedReply.of(guest.resourceByToken(guest.token(), "it/key/1").body());
    assertEquals(reply.headerText(), reply.headerInOrderRead());
    assertEquals(reply.headerText(), reply.headerSorted());
    String expected = "{\"alg\":\"" + guest.key().algorithm() + "\",\"enc\":\"A256GCM\"";
    assertTrue(
        reply.headerText().matches(Pattern.quote(expected) + kind.restOfHeader()),
        reply.headerText());
  }

  @ParameterizedTest
  @EnumSource
  void theReplyHasTheMembersOfTheProtocolAndNoOthers(Kind kind) throws Exception {
    Guest guest = new Guest(broker, kind.make());
    SealedReply reply = SealedReply.of(guest.resourceByToken(guest.token(), "it/key/1").body());
    assertEquals(
        Set.of("protected", "encrypted_key", "iv", "ciphertext", "tag"),
        Set.copyOf(reply.members()));
    assertEquals(12, reply.bytes("iv").length);
    assertEquals(16, reply.bytes("tag").length);
    assertEquals(kind == Kind.RSA ? 256 : 40, reply.bytes("encrypted_key").length);
    assertEquals(SECRET.getBytes(StandardCharsets.UTF_8).length, reply.bytes("ciphertext").length);
  }

  @Test
  void anEmptySecretIsOneToo() throws Exception {
    new Operator(broker).resource("it/key/empty", "");
    Guest guest = new Guest(broker, EcGuestKey.p256());
    HttpResponse<String> reply = guest.resourceByToken(guest.token(), "it/key/empty");
    assertArrayEquals(new byte[0], SealedReply.of(reply.body()).open(guest.key()));
  }

  @Test
  void aGuestWithAKeyThatNothingCanBeSealedToAttestsAndGetsNothing() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p384());
    HttpResponse<String> reply = guest.resourceByToken(guest.token(), "it/key/1");
    Problems.expect(reply, 401, "JweError");
  }

  @Test
  void theTokenVerifiesWithTheKeyInItsHeader() throws Exception {
    String token = new Guest(broker, EcGuestKey.p256()).token();
    var header = Messages.part(token, 0);
    assertEquals("JWT", header.get("typ").textValue());
    assertEquals("ES256", header.get("alg").textValue());
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    ECPoint point =
        new ECPoint(
            number(header.get("jwk").get("x").textValue()),
            number(header.get("jwk").get("y").textValue()));
    PublicKey key =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key);
    signature.update(
        token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
    assertTrue(
        signature.verify(
            Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1))));
  }

  private static BigInteger number(String coordinate) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(coordinate));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
