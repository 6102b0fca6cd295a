package dev.keybay.itests.lifecycle;

import static dev.keybay.itests.lifecycle.PluginApi.assertRefused;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import dev.keybay.itests.swap.TestPlugin;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators who know nothing of each other, on one stream. */
final class TwoOperatorsTest {
  private static final int OPERATORS = 8;
  private static final int INSTALLATIONS = 15;
  private static final Duration FOR = Duration.ofSeconds(8);
  private static final Set<Integer> ALLOWED = Set.of(200, 207, 404, 409, 422);
  private static final List<String> VERSIONS = List.of("1.0.0", "1.0.1", "1.0.2", "1.0.3");

  /** Somebody else is at it, or the state is not one for what was asked. */
  private static final List<String> REASONS =
      List.of("Another operation on edition runs: ", "An operation runs, whose bytes", "serve");

  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);

  private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    VERSIONS.forEach(Editions::jar);
    use(Broker.start());
    api.done("install", Editions.jar("1.0.0"));
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void eachIsAnsweredWithAReasonAndTheStateIsOneThatOneOperatorCouldHaveMade() throws Exception {
    long end = System.nanoTime() + FOR.toNanos();
    ExecutorService operators = Executors.newFixedThreadPool(OPERATORS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < OPERATORS; i++) {
        Random random = new Random(i);
        running.add(operators.submit(() -> operate(random, end)));
      }
      for (Future<?> each : running) {
        each.get(3, TimeUnit.MINUTES);
      }
    } finally {
      operators.shutdownNow();
    }
    assertTrue(answers.getOrDefault(200, 0) > 10, answers::toString);
    assertConsistent();
    Map<String, String> before = api.states();
    String served = api.guestMeets("edition");
    assertEquals(0, broker.stop());
    use(Broker.startIn(broker.root(), Map.of()));
    assertEquals(before, api.states());
    assertEquals(served, api.guestMeets("edition"));
    assertConsistent();
  }

  @Test
  void whileAnOperationRunsAnotherOnItsPluginIsToldWhichAndWhose() throws Exception {
    api.done("install", PROBE.jar("1.0.0"));
    Path go = broker.root().resolve("go");
    ExecutorService others = Executors.newFixedThreadPool(2);
    try {
      Future<HttpResponse<String>> guest =
          others.submit(() -> broker.get("/kbs/v0/probe/until?file=" + go));
      await().until(() -> inFlight("probe") == 1);
      Future<HttpResponse<String>> first = others.submit(() -> api.post("disable/probe"));
      await().until(() -> api.operations().get(0).path("inside").asLong() == 1);
      assertRefused(
          409, api.post("enable/probe"), "Another operation on probe runs: disable probe by admin");
      assertRefused(409, api.post("prune"), "An operation runs");
      api.done("disable/edition");
      Files.createFile(go);
      PluginApi.done(first.get(1, TimeUnit.MINUTES));
      assertEquals(200, guest.get(1, TimeUnit.MINUTES).statusCode());
      api.done("enable/probe");
    } finally {
      others.shutdownNow();
    }
  }

  private long inFlight(String name) throws Exception {
    for (JsonNode each : api.list()) {
      if (each.get("name").textValue().equals(name)) {
        return each.get("inFlight").longValue();
      }
    }
    return 0;
  }

  @Test
  void whoTidiesTakesNoBytesFromAnInstallation() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService tidier = Executors.newSingleThreadExecutor();
    try {
      Future<?> tidying = tidier.submit(() -> tidyUntil(enough));
      for (int round = 0; round < INSTALLATIONS; round++) {
        assertRefused(422, api.post("update", Editions.failing("1.0.9")), "no key");
        api.done("update", Editions.jar("1.0.1"));
        assertTrue(Files.exists(new ContentFiles(broker).of("1.0.1")), "its bytes are gone");
        api.done("rollback/edition");
        PluginApi.done(api.delete("edition@1.0.1"));
      }
      enough.set(true);
      tidying.get(1, TimeUnit.MINUTES);
    } finally {
      enough.set(true);
      tidier.shutdownNow();
    }
  }

  private Void tidyUntil(AtomicBoolean enough) throws Exception {
    while (!enough.get()) {
      int status = api.post("prune").statusCode();
      assertTrue(status == 200 || status == 409, () -> "prune answered " + status);
    }
    return null;
  }

  private Void operate(Random random, long end) throws Exception {
    while (System.nanoTime() < end) {
      HttpResponse<String> answer = one(random);
      answers.merge(answer.statusCode(), 1, Integer::sum);
      assertTrue(ALLOWED.contains(answer.statusCode()), answer::body);
      if (answer.statusCode() == 409) {
        assertTrue(REASONS.stream().anyMatch(answer.body()::contains), answer::body);
      }
    }
    return null;
  }

  private HttpResponse<String> one(Random random) throws Exception {
    String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
    return switch (random.nextInt(10)) {
      case 0, 1 -> api.post("update", Editions.jar(version));
      case 2 -> api.post("downgrade/edition@" + version);
      case 3 -> api.delete("edition@" + version);
      case 4 -> api.post("disable/edition");
      case 5 -> api.post("enable/edition");
      case 6 -> api.post("unregister/edition@" + version);
      case 7 -> api.post("register/edition==" + version);
      case 8 -> api.post("sync");
      default -> api.post("prune");
    };
  }

  /** One version at most serves, it answers, every operation has ended, no bytes are missing. */
  private void assertConsistent() throws Exception {
    List<String> serving =
        api.states().entrySet().stream()
            .filter(each -> each.getKey().startsWith(Editions.NAME + "@"))
            .filter(each -> each.getValue().equals("SERVING"))
            .map(each -> each.getKey().substring(Editions.NAME.length() + 1))
            .toList();
    assertTrue(serving.size() <= 1, serving::toString);
    assertEquals(serving.isEmpty() ? "404" : serving.get(0), api.guestMeets("edition"));
    for (JsonNode each : api.operations()) {
      assertFalse(each.get("ended").isNull(), each::toString);
    }
    api.done("prune");
    new ContentFiles(broker).assertExactlyTheRegistered();
  }

  private void use(Broker started) {
    broker = started;
    api = new PluginApi(started);
  }
}
