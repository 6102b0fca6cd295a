package dev.keybay.itests.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.client.KbsClient;
import dev.keybay.client.KbsClientException;
import dev.keybay.client.KbsConnection;
import dev.keybay.client.ResourcePath;
import dev.keybay.client.SampleAttester;
import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code keybay import trustee}, from what a Trustee KBS leaves on disk to a guest's resource. */
final class MovingInTest {

  @ParameterizedTest
  @CsvSource({"LocalFs,KEYBAY", "LocalJson,KEYBAY", "LocalFs,TRUSTEE"})
  void aTrusteeMovesInAndItsGuestsGetTheirResources(String storage, Mode mode) throws Exception {
    Path root = Files.createTempDirectory("keybay-it");
    TrusteeHome trustee = TrusteeHome.in(Files.createDirectories(root.resolve("trustee")), storage);
    try (Broker broker = mode.startIn(root)) {
      JsonNode planned = done(broker, trustee, 0, "--plan");
      assertEquals(Set.of("to do", "not needed"), states(planned));
      assertEquals(List.of(), broker.admin().look("resources", "looking").get("resources"));

      assertEquals(Set.of("done", "not needed"), states(done(broker, trustee, 0)));
      assertEquals(Set.of("already there", "not needed"), states(done(broker, trustee, 0)));
      assertGuestsAreDecidedOn(broker.connection());
      assertAdministratorsOfTrusteeAreLetIn(broker, trustee);
      assertWhatDiffersIsNotOverwritten(broker, trustee);
      broker.stop();

      Broker again = mode.startIn(root);
      try {
        assertTrue(again.url().startsWith("https://"), again.url());
        assertGuestsAreDecidedOn(
            KbsConnection.builder(again.url()).trusting(trustee.certificate()).build());
      } finally {
        again.stop();
      }
    }
  }

  private static void assertGuestsAreDecidedOn(KbsConnection connection) {
    KbsClient guest =
        KbsClient.attesting(
            connection, TeeKey.generate(TeeKeyAlgorithm.P256), new SampleAttester());
    byte[] open = guest.getResource(ResourcePath.parse("default/key/open"));
    assertEquals("the open one", new String(open, StandardCharsets.UTF_8));
    assertThrows(
        KbsClientException.class,
        () -> guest.getResource(ResourcePath.parse("default/key/closed")));
  }

  /** Settings are looked at every second. */
  private static void assertAdministratorsOfTrusteeAreLetIn(Broker broker, TrusteeHome trustee)
      throws Exception {
    String token =
        trustee
            .admins()
            .token(
                new AdminIssuer.Claims(
                    Map.of(
                        "iss", "trustee-ops",
                        "role", "values",
                        "exp", Instant.now().plusSeconds(600).getEpochSecond())));
    String[] bearer = {"Authorization", "Bearer " + token};
    Instant end = Instant.now().plusSeconds(60);
    while (broker.get("/kbs/v0/reference-value/it_svn", bearer).statusCode() != 200) {
      assertTrue(Instant.now().isBefore(end), "the identity provider was not taken over");
      Thread.onSpinWait();
    }
    assertEquals(401, broker.get("/kbs/v0/resource-policy", bearer).statusCode());
  }

  private static void assertWhatDiffersIsNotOverwritten(Broker broker, TrusteeHome trustee)
      throws Exception {
    Operator operator = new Operator(broker);
    operator.resource("default/key/open", "changed since");
    Operator.expect(operator.referenceValues(Map.of("it_svn", List.of("2"))));
    String tag = tag(broker);
    assertTrue(states(done(broker, trustee, 3)).contains("kept"));
    assertEquals(tag, tag(broker));
    assertEquals(List.of("2"), broker.admin().getReferenceValue("it_svn"));
    assertTrue(states(done(broker, trustee, 0, "--force")).contains("done"));
    assertFalse(tag.equals(tag(broker)));
    assertEquals(List.of("1"), broker.admin().getReferenceValue("it_svn"));
  }

  private static String tag(Broker broker) throws Exception {
    return String.valueOf(broker.admin().look("resources/default/key/open", "looking").get("etag"));
  }

  private static JsonNode done(Broker broker, TrusteeHome trustee, int exit, String... options)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "import",
                "trustee",
                trustee.config().toString(),
                "--json",
                "--conf",
                broker.root().resolve("conf").toString()));
    arguments.addAll(List.of(options));
    Commands.Result result =
        Commands.run(
            Map.of("KEYBAY_DATA", broker.data().toString()),
            Broker.HOME.resolve("bin/keybay"),
            arguments.toArray(String[]::new));
    assertEquals(exit, result.exit(), result.out() + result.err());
    assertFalse(result.out().contains("the open one") || result.out().contains("PRIVATE"));
    return Messages.JSON.readTree(result.out());
  }

  private static Set<String> states(JsonNode answer) {
    Set<String> states = new TreeSet<>();
    answer.get("items").forEach(item -> states.add(item.get("state").textValue()));
    return states;
  }
}
