package dev.keybay.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keybay.core.jose.InvalidTokenException;
import dev.keybay.core.jose.JwkReader;
import dev.keybay.core.jose.JwsKey;
import dev.keybay.format.json.StrictJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys with certificates that other implementations of the protocol are tested with. */
class EndorsementVectorsTest {
  private static final Instant WITHIN_THEIR_TIME = Instant.parse("2026-06-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "scenario01,true", // a leaf of the trusted root
    "scenario02,false", // the key is not the leaf's
    "scenario03,false", // no certificates
    "scenario04,false", // another root
    "scenario05,true", // an intermediate
    "scenario06,true", // intermediates in another order
    "scenario07,true" // the intermediate is in the trust file
  })
  void aVectorIsTrustedAsItShould(String name, boolean trusted) throws Exception {
    Path folder = Path.of(System.getProperty("keybay.vectors", "../../shared/vectors"));
    Path jwkFile = folder.resolve("attest/jwk/" + name + "-jwk.json");
    Path trustFile = folder.resolve("attest/jwk/" + name + "-trust.pem");
    assumeTrue(Files.exists(jwkFile), () -> "SKIPPED, no vector at " + jwkFile.toAbsolutePath());

    Map<String, @Nullable Object> jwk = StrictJson.object(Files.readAllBytes(jwkFile));
    CertificateTrust trust = CertificateTrust.load(List.of(trustFile));
    boolean held;
    try {
      List<?> x5c = jwk.get("x5c") instanceof List<?> list ? list : List.of();
      JwsKey key = JwkReader.read(jwk);
      trust.require(key, x5c, WITHIN_THEIR_TIME);
      held = true;
    } catch (InvalidTokenException e) {
      if (e.getMessage() == null) {
        fail("a refusal without a reason");
      }
      held = false;
    }
    assertEquals(trusted, held);
  }
}
