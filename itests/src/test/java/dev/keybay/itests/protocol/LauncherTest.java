package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a broker says that cannot start, and how one stops. */
final class LauncherTest {
  @TempDir Path root;

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(root.resolve("conf"));
    Files.createDirectories(root.resolve("deploy"));
  }

  @Test
  void aPortThatIsTakenIsNamedAndNothingIsLeftBehind() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      refused("cannot listen on port " + port, "--port", port);
      assertTrue(Files.notExists(root.resolve("data")), "a refused start leaves no data folder");
    }
  }

  @Test
  void aBrokenSettingsFileIsNamedWithTheLine() throws Exception {
    Files.writeString(root.resolve("conf/kbs.json"), "{\n  \"compat\": \"keybay\",\n}\n");
    String error = refused("kbs.json", "--port", "0");
    assertTrue(error.matches("(?s).*kbs\\.json\\D{1,12}3\\D.*"), error);
  }

  @Test
  void anUnknownKeyInASettingsFileIsNamedWithTheOneThatIsMeant() throws Exception {
    Files.writeString(root.resolve("conf/kbs.json"), "{\"compatt\": \"keybay\"}\n");
    String error = refused("kbs.json", "--port", "0");
    assertTrue(error.contains("compatt"), error);
    assertTrue(
        error.contains("compat\"") || error.contains("compat?") || error.contains("compat,"),
        error);
  }

  @Test
  void aValueThatIsNoneOfThoseThereAreIsNamed() throws Exception {
    Files.writeString(root.resolve("conf/kbs.json"), "{\"compat\": \"other\"}\n");
    String error = refused("kbs.json", "--port", "0");
    assertTrue(error.contains("trustee"), error);
  }

  @Test
  void anUnknownSettingAtStartIsNamed() throws Exception {
    refused("kbs.compatt", "--port", "0", "--set", "kbs.compatt=trustee");
    refused("expected NAME.KEY=VALUE", "--port", "0", "--set", "nonsense");
  }

  @Test
  void aKeyFileThatIsNotThereOrHoldsNoKeyIsNamedAtOnce() throws Exception {
    Path key = root.resolve("kek");
    Files.writeString(
        root.resolve("conf/store.json"),
        Messages.JSON.writeValueAsString(Map.of("kekFile", key.toString())));
    String error = refusedAfterLog(key + ", is not there", "--port", "0");
    assertTrue(error.contains("store.kekFile"), error);
    Files.writeString(key, "");
    refusedAfterLog("the file " + key + " is empty", "--port", "0");
  }

  @Test
  void aDataFolderServesOneBroker() throws Exception {
    try (Broker broker = Broker.start()) {
      assertStartedWithoutTrouble(broker);
      Commands.Result second =
          Commands.run(
              Map.of(),
              Broker.HOME.resolve("bin/keybay"),
              "start",
              "--port",
              "0",
              "--data",
              broker.data().toString(),
              "--conf",
              root.resolve("conf").toString(),
              "--deploy",
              root.resolve("deploy").toString());
      assertEquals(1, second.exit());
      assertTrue(second.err().contains("another broker"), second.err());
      assertTrue(second.err().contains(broker.data().toString()), second.err());
      assertEquals(200, broker.get("/readyz").statusCode());
      aRequestInFlightIsAnsweredBefore(broker);
    }
  }

  private static void assertStartedWithoutTrouble(Broker broker) throws Exception {
    await().until(() -> broker.get("/readyz").statusCode() == 200);
    String trouble =
        broker
            .log()
            .lines()
            .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
            .collect(Collectors.joining("\n"));
    assertEquals("", trouble);
  }

  /** One broker is enough for both: its end is the second half. */
  private static void aRequestInFlightIsAnsweredBefore(Broker broker) throws Exception {
    String body = Messages.request("0.4.0", "sample").toString();
    try (Wire wire = new Wire(broker)) {
      wire.send(
          "POST /kbs/v0/auth HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body.substring(0, 10));
      await().atMost(Duration.ofSeconds(30)).until(() -> inFlight(broker, "attest") == 1);
      broker.process().destroy();
      await().atMost(Duration.ofSeconds(30)).until(() -> turnsAway(broker));
      wire.send(body.substring(10));
      String answer = wire.rest();
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.contains("\"nonce\""), answer);
    }
    assertEquals(0, broker.stop(), "a broker that stopped in good order ends with 0");
    assertTrue(Files.notExists(broker.data().resolve("run/url")));
  }

  private static int inFlight(Broker broker, String plugin) throws Exception {
    JsonNode plugins = Guest.ok(broker.asAdmin("GET", "/kbs/v0/plugin/list", "")).get("plugins");
    return StreamSupport.stream(plugins.spliterator(), false)
        .filter(each -> each.get("name").textValue().contains(plugin))
        .mapToInt(each -> each.get("inFlight").intValue())
        .sum();
  }

  /** New requests are refused while those in flight go on. */
  private static boolean turnsAway(Broker broker) throws InterruptedException {
    try {
      return broker.get("/kbs/v0/hello").statusCode() != 200;
    } catch (IOException closed) {
      return true;
    }
  }

  /** What is wrong before anything begins is all that is said. */
  private String refused(String reason, String... options) throws Exception {
    String error = refusedAfterLog(reason, options);
    assertTrue(error.startsWith("keybay: "), "nothing comes before: " + error);
    return error;
  }

  private String refusedAfterLog(String reason, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "start",
                "--data",
                root.resolve("data").toString(),
                "--conf",
                root.resolve("conf").toString(),
                "--deploy",
                root.resolve("deploy").toString()));
    arguments.addAll(List.of(options));
    Commands.Result result =
        Commands.run(Map.of(), Broker.HOME.resolve("bin/keybay"), arguments.toArray(String[]::new));
    assertEquals(1, result.exit(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().contains("keybay: "), result.err());
    assertTrue(result.err().contains(reason), result.err());
    assertFalse(result.err().contains("\tat "), "no stack trace: " + result.err());
    return result.err();
  }
}
