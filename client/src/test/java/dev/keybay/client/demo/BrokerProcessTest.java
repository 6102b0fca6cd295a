package dev.keybay.client.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.KbsCall;
import dev.keybay.client.KbsClientException;
import dev.keybay.client.KbsConnection;
import dev.keybay.client.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerProcessTest {

  @TempDir private Path folder;

  @Test
  void aBrokerServesUntilItIsClosedAndIsStoppedCleanly() throws IOException {
    Path home = DemoHome.create(folder, "");
    KbsConnection connection;
    try (BrokerProcess broker = BrokerProcess.launch(home, folder)) {
      connection = KbsConnection.to(broker.url());
      assertTrue(connection.send(KbsCall.of("GET", "x")).status() == 404);
      assertFalse(Files.exists(folder.resolve("stopped")));
    }
    assertTrue(Files.exists(folder.resolve("stopped")), "stopped, not killed");
    assertThrows(KbsClientException.class, () -> connection.send(KbsCall.of("GET", "x")));
  }

  @Test
  void aBrokerThatDoesNotStartIsReportedWithItsLastWords() throws IOException {
    Path home = DemoHome.create(folder, "--refuses-to-start");
    try (BrokerProcess broker = BrokerProcess.launch(home, folder)) {
      var error = assertThrows(CommandFailure.class, broker::url);
      assertTrue(error.getMessage().contains("the port is taken"), error.getMessage());
    }
  }
}
