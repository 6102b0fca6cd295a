package dev.keybay.itests.protocol;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.client.demo.PluginRepacker;
import dev.keybay.client.demo.PluginSwapper;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plugin that guests attest with is replaced while they do. */
final class HandshakeSwapTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int GUESTS = 4;
  private static final int SWAPS = 5;

  private Broker broker;
  private PluginRepacker repacker;

  @BeforeEach
  void start() throws IOException {
    broker = Broker.start("--sample-tee");
    repacker = new PluginRepacker(PluginSwapper.jarOf(Broker.HOME, "attest"));
  }

  @AfterEach
  void stop() throws IOException {
    broker.close();
  }

  @Test
  void aHandshakeBegunOnOneVersionEndsOnTheNext() throws Exception {
    Guest guest = new Guest(broker, EcGuestKey.p256());
    Guest.Challenge challenge = guest.auth();
    swapTo(PluginRepacker.raise(repacker.version(), 1));
    Guest.ok(guest.attest(challenge));
  }

  @Test
  void noHandshakeFailsWhileThePluginIsSwappedAgainAndAgain() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    List<CompletableFuture<Integer>> guests = new ArrayList<>();
    for (int i = 0; i < GUESTS; i++) {
      guests.add(CompletableFuture.supplyAsync(() -> handshakesUntil(over)));
    }
    for (int i = 1; i <= SWAPS; i++) {
      swapTo(PluginRepacker.raise(repacker.version(), i));
    }
    over.set(true);
    long handshakes = 0;
    for (CompletableFuture<Integer> guest : guests) {
      handshakes += guest.get(30, TimeUnit.SECONDS); // or throws what it was refused with
    }
    assertEquals(handshakes, sessions(), "somebody attested twice");
  }

  private int handshakesUntil(AtomicBoolean over) {
    try {
      Guest guest = new Guest(broker, EcGuestKey.p256());
      int done = 0;
      while (!over.get()) {
        var unused = guest.handshake();
        done++;
      }
      return done;
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** How often a handshake has ended, as the broker has counted. */
  private long sessions() throws Exception {
    return broker
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("kbs_attestation_successes_total"))
        .mapToLong(line -> Math.round(Double.parseDouble(line.split(" ", -1)[1])))
        .sum();
  }

  private void swapTo(String version) throws IOException {
    broker.drop(repacker.repack(version), "attest.jar");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                broker.admin().pluginList().stream()
                    .anyMatch(
                        each ->
                            each.name().equals("attest")
                                && each.version().equals(version)
                                && each.isServing()));
  }
}
