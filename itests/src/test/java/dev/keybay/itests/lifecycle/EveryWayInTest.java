package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whichever way an operator comes in, the same is done and the same is said. */
final class EveryWayInTest {
  private static final List<String> REFUSED =
      List.of(
          "update edition@1.0.0",
          "remove edition==2.0.0",
          "expose edition-7.0",
          "promote hello edition-1.0");

  private static final List<String> DONE =
      List.of(
          "downgrade edition@1.0.0",
          "update edition@1.0.1",
          "rollback edition-1.0",
          "disable edition-2.0",
          "enable edition-2.0",
          "promote edition edition-2.0",
          "promote edition@1.0",
          "promote edition edition-2.0",
          "expose edition-1.0",
          "hide edition-1.0",
          "route edition 1.0.0=40 2.0.0=60",
          "route edition",
          "alias old@1.0.0 edition@2",
          "unalias old@1.0.0",
          "key-revoke edition",
          "key-rotate edition",
          "unregister edition==1.0.2",
          "sync --dry-run",
          "register edition==1.0.2",
          "unregister edition==1.0.2",
          "sync",
          "unregister edition==1.0.2",
          "prune --dry-run",
          "prune",
          "remove edition-1.0.1");

  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.start();
    api = new PluginApi(broker);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void theShellAndTheCommandLineDoAndSayWhatHttpDoesAndSays() throws Exception {
    List<String> expected = done(Way.rest(broker));
    assertTrue(expected.contains("edition promoted: means edition-2.0"), expected::toString);
    assertEquals(expected, done(Way.shell(broker)));
    assertEquals(expected, done(Way.commandLine(broker)));
  }

  @Test
  void eachRefusesForTheSameReason() throws Exception {
    begin();
    for (String operation : REFUSED) {
      String[] words = operation.split(" ", -1);
      String why = Way.rest(broker).say(words).get(0);
      for (Way other : List.of(Way.shell(broker), Way.commandLine(broker))) {
        String said = String.join("\n", other.say(words));
        assertTrue(said.contains(why), () -> "expected '" + why + "' in: " + said);
      }
    }
  }

  /** All that is said, and what comes of it; each of the operations must do something. */
  private List<String> done(Way way) throws Exception {
    CleanSlate.make(api);
    begin();
    List<String> all = new ArrayList<>();
    for (String operation : DONE) {
      List<String> lines = way.say(operation.split(" ", -1));
      assertTrue(!lines.isEmpty() && !lines.contains("nothing to change"), operation);
      all.addAll(lines);
    }
    all.add(api.states().toString());
    return all;
  }

  private void begin() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("update", Editions.jar("1.0.1"));
    api.done("register", Editions.jar("1.0.2"));
    api.done("install", Editions.jar("2.0.0"));
  }
}
