package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.load.HttpSocket;
import dev.keybay.client.load.LoadGenerator;
import dev.keybay.client.load.SocketExchange;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The broker is killed by a signal that it cannot catch, at random moments, while an operator works
 * on a plugin as fast as the broker answers, and guests use it. A twin that nobody kills does the
 * same operations, each when the first one has acknowledged it. So the twin before the operation
 * that was on its way, and the twin after it, are the only two things that may be found.
 */
final class CrashUnderLoadTest {
  /** How many kills; two hundred are for the patient. */
  private static final int ROUNDS = Integer.getInteger("keybay.lifecycle.kills", 5);

  private static final long LONGEST_MILLIS = 2000;
  private static final int GUESTS = 4;

  private final long seed = ThreadLocalRandom.current().nextLong();
  private final Random random = new Random(seed);
  private int acknowledged;

  /** An operation, the same for both. */
  private interface Deed {
    HttpResponse<String> ask(PluginApi api) throws IOException, InterruptedException;
  }

  @Test
  void afterEachKillTheStateIsTheOneBeforeTheLastOperationOrTheOneAfterIt() throws Exception {
    try (Broker twin = Broker.start()) {
      PluginApi model = new PluginApi(twin);
      prepare(model);
      Path root = Files.createTempDirectory("keybay-it");
      Broker broker = Broker.startIn(root, Map.of());
      prepare(new PluginApi(broker));
      for (int round = 0; round < ROUNDS; round++) {
        Deed last = workAndKill(broker, model);
        broker = Broker.startIn(root, Map.of());
        check(broker, model, last);
      }
      broker.close();
      assertTrue(acknowledged > ROUNDS, () -> "too few operations: " + acknowledged);
    }
  }

  private static void prepare(PluginApi api) throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    api.done("update", Editions.jar("1.0.1"));
    api.done("install", Editions.jar("1.1.0"));
  }

  /** The operation that was on its way, or is not even begun, when the broker died. */
  private Deed workAndKill(Broker broker, PluginApi model) throws Exception {
    PluginApi api = new PluginApi(broker);
    try (LoadGenerator load = guests(broker)) {
      CompletableFuture<Void> kill =
          CompletableFuture.runAsync(
              () -> kill(broker),
              CompletableFuture.delayedExecutor(
                  random.nextLong(LONGEST_MILLIS), TimeUnit.MILLISECONDS));
      Deed next = deed();
      for (int status = status(next, api); status != 0; status = status(next, api)) {
        assertEquals(status, next.ask(model).statusCode(), this::seed);
        acknowledged++;
        next = deed();
      }
      kill.get(1, TimeUnit.MINUTES);
      assertTrue(load.report().total().requests() > 0, "there was no load");
      return next;
    } finally {
      broker.kill();
    }
  }

  /** What both are in the end is the same, after the broker has found one of the two states. */
  private void check(Broker broker, PluginApi model, Deed last) throws Exception {
    PluginApi api = new PluginApi(broker);
    new ContentFiles(broker).assertExactlyTheRegistered();
    Map<String, String> before = states(model);
    Map<String, String> found = states(api);
    int status = last.ask(model).statusCode();
    Map<String, String> after = states(model);
    if (!found.equals(after)) {
      assertEquals(before, found, this::seed);
      assertEquals(status, last.ask(api).statusCode(), this::seed);
      assertEquals(after, states(api), this::seed);
    }
  }

  /** What is listed, and what guests meet. */
  private static Map<String, String> states(PluginApi api) throws Exception {
    Map<String, String> states = new TreeMap<>(api.states());
    states.put("guests", api.guestMeets("edition"));
    return states;
  }

  private Deed deed() {
    String patch = "1.0." + random.nextInt(6);
    String minor = "edition-1." + random.nextInt(2);
    return switch (random.nextInt(8)) {
      case 0, 1 -> api -> api.post("install", Editions.jar(patch));
      case 2 -> api -> api.post("downgrade/edition@" + patch);
      case 3 -> api -> api.post("rollback/edition-1.0");
      case 4 -> api -> api.post("promote/edition?to=" + minor);
      case 5 -> api -> api.post("disable/" + minor);
      case 6 -> api -> api.post("enable/" + minor);
      default -> api -> api.delete("edition@" + patch);
    };
  }

  /** 0 if the broker is gone. */
  private int status(Deed deed, PluginApi api) throws InterruptedException {
    try {
      HttpResponse<String> answer = deed.ask(api);
      assertTrue(answer.statusCode() < 500, () -> seed() + answer.body());
      return answer.statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private static LoadGenerator guests(Broker broker) throws IOException {
    byte[] get = HttpSocket.request("GET", "/kbs/v0/edition", Map.of(), new byte[0]);
    return LoadGenerator.start(
        GUESTS,
        "guests",
        index -> new SocketExchange("127.0.0.1", broker.port(), Duration.ofSeconds(30), get));
  }

  private static void kill(Broker broker) {
    try {
      broker.kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String seed() {
    return "with the seed " + seed + ": ";
  }
}
