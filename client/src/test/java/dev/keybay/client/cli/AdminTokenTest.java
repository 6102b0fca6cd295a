package dev.keybay.client.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdminTokenTest {

  @TempDir private Path data;
  private KeyPair keys;

  @BeforeEach
  void makeKey() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.createDirectory(data.resolve("admin"));
    Files.writeString(
        keyFile(),
        block("PRIVATE KEY", keys.getPrivate().getEncoded())
            + block("PUBLIC KEY", keys.getPublic().getEncoded()));
  }

  @Test
  void theTokenIsOfTheKeyForOneHourAndMayDoEverything() throws Exception {
    CommandRun run = token();
    assertEquals(0, run.code(), run.err());
    String token = run.out().strip();
    int dot = token.lastIndexOf('.');
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(keys.getPublic());
    signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
    assertTrue(signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1))));
    Map<String, ?> claims = claims(token);
    assertEquals("admin", claims.get("role"));
    assertEquals("keybay", claims.get("iss"));
    assertEquals("keybay", claims.get("aud"));
    assertEquals(3600, number(claims, "exp") - number(claims, "iat"));
    assertTrue(Math.abs(number(claims, "iat") - Instant.now().getEpochSecond()) < 60);
  }

  @Test
  void roleSubjectAndLifetimeAreAsAsked() {
    CommandRun run = token("--role", "values", "--subject", "ci", "--ttl", "7d", "--json");
    assertEquals(0, run.code(), run.err());
    Map<?, ?> result = (Map<?, ?>) Json.parse(run.out());
    Map<String, ?> claims = claims(String.valueOf(result.get("token")));
    assertEquals("values", claims.get("role"));
    assertEquals("ci", claims.get("sub"));
    assertEquals(7 * 86_400, number(claims, "exp") - number(claims, "iat"));
    assertEquals(Instant.ofEpochSecond(number(claims, "exp")).toString(), result.get("validUntil"));
  }

  @Test
  void aLifetimeThatIsNoneOrTooLongIsRefused() {
    for (String ttl : new String[] {"1", "h", "-1h", "1w", "1.5h", ""}) {
      assertEquals(2, token("--ttl=" + ttl).code(), ttl);
    }
    for (String ttl : new String[] {"0s", "367d"}) {
      assertEquals(1, token("--ttl", ttl).code(), ttl);
    }
  }

  @Test
  void withoutAKeyTheCommandSaysWhereItLooked() throws IOException {
    Files.delete(keyFile());
    CommandRun run = token();
    assertEquals(1, run.code());
    assertTrue(run.err().contains(keyFile().toString()), run.err());
  }

  @Test
  void aFileThatHoldsNoKeyIsNotShown() throws IOException {
    Files.writeString(keyFile(), "very secret");
    CommandRun run = token();
    assertEquals(1, run.code());
    assertTrue(run.err().contains("expected an Ed25519 private key"), run.err());
    assertFalse(run.err().contains("very secret"), run.err());
  }

  private Path keyFile() {
    return data.resolve("admin/key.pem");
  }

  private CommandRun token(String... more) {
    List<String> args = new ArrayList<>(List.of("admin", "token", "--data", data.toString()));
    Collections.addAll(args, more);
    return CommandRun.of("", Map.of(), Optional.empty(), args.toArray(String[]::new));
  }

  private static Map<String, ?> claims(String token) {
    return Json.parseObject(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]));
  }

  private static long number(Map<String, ?> claims, String name) {
    return claims.get(name) instanceof Number number ? number.longValue() : -1;
  }

  private static String block(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getEncoder().encodeToString(der), label);
  }
}
