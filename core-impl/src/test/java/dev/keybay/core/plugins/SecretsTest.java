package dev.keybay.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private final Secrets secrets = new Secrets(Set.of("word"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word",
        "password",
        "dbPassword",
        "apiKey",
        "api-key",
        "private_key",
        "authToken",
        "client.secret",
        "passphrase",
        "signingKey",
        "pin",
        "userPwd",
        "credentials"
      })
  void aNameThatSaysSoIsHidden(String key) {
    assertEquals("***", secrets.shown(key, "s3cret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"greeting", "keys", "monkey", "depth", "opinion", "passenger"})
  void anyOtherIsShown(String key) {
    assertEquals("text", secrets.shown(key, "text"));
  }

  @Test
  void aSwitchIsNoSecretWhateverItsName() {
    assertEquals(true, secrets.shown("verboseToken", true));
    assertEquals("***", secrets.shown("word", true));
  }

  @Test
  void whatStandsDeeperIsHiddenToo() {
    assertEquals(
        Map.of("list", List.of(Map.of("token", "***", "name", "n"))),
        secrets.shown("any", Map.of("list", List.of(Map.of("token", "t", "name", "n")))));
  }

  @Test
  void thePasswordInAUrlIsHidden() {
    assertEquals(
        "https://me:***@example.org/x", secrets.shown("url", "https://me:word@example.org/x"));
  }
}
