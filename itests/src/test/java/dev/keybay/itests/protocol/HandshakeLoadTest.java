package dev.keybay.itests.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Many guests at once, of one address and with the settings as they ship: none gets what is
 * another's, and no more are held than may be.
 */
final class HandshakeLoadTest {
  private static final int GUESTS = 200;
  private static final int SESSIONS = 10_000;
  private static final int FEW_SESSIONS = 2000;
  private static final String PATH = "load/key/1";

  private static Broker broker;
  private static ExecutorService threads;

  @BeforeAll
  static void start() throws Exception {
    broker = started("--sample-tee");
    threads = Executors.newFixedThreadPool(GUESTS);
  }

  @AfterAll
  static void stop() throws Exception {
    threads.shutdownNow();
    broker.close();
  }

  private static Broker started(String... settings) throws Exception {
    Broker started = Broker.start(settings);
    Operator operator = new Operator(started);
    operator.use(Operator.ALLOW);
    operator.resource(PATH, "secret");
    return started;
  }

  @Test
  void parallelHandshakesDoNotMix() throws Exception {
    List<Guest> guests = new ArrayList<>();
    for (int i = 0; i < GUESTS; i++) {
      guests.add(new Guest(broker, EcGuestKey.p256()));
    }
    List<Guest.Challenge> challenges = each(i -> guests.get(i).auth());
    assertEquals(GUESTS, new HashSet<>(challenges.stream().map(c -> c.nonce()).toList()).size());
    assertEquals(GUESTS, new HashSet<>(challenges.stream().map(c -> c.cookie()).toList()).size());

    // The nonce of one in the session of another.
    each(
        i -> {
          Guest.Challenge own = challenges.get(i);
          Guest.Challenge next = challenges.get((i + 1) % GUESTS);
          refused(guests.get(i).attest(new Guest.Challenge(next.nonce(), own.cookie())));
          return i;
        });
    List<String> tokens =
        each(
            i -> {
              HttpResponse<String> answer = guests.get(i).attest(challenges.get(i));
              return Guest.ok(answer).get("token").textValue();
            });
    assertEquals(GUESTS, new HashSet<>(tokens).size());

    List<SealedReply> replies =
        each(
            i -> {
              HttpResponse<String> answer =
                  guests.get(i).resourceByCookie(challenges.get(i).cookie(), PATH);
              assertEquals(200, answer.statusCode(), answer.body());
              return SealedReply.of(answer.body());
            });
    for (int i = 0; i < GUESTS; i++) {
      GuestKey own = guests.get(i).key();
      GuestKey next = guests.get((i + 1) % GUESTS).key();
      SealedReply reply = replies.get(i);
      assertEquals("secret", new String(reply.open(own), UTF_8));
      assertThrows(GeneralSecurityException.class, () -> reply.open(next));
      assertEquals(
          own.jwk(),
          Messages.claims(tokens.get(i))
              .at("/submods/cpu0/ear.veraison.annotated-evidence/runtime_data_claims/tee-pubkey"));
    }
  }

  @Test
  void oneAddressBeginsTenThousandSessionsAtOnce() throws Exception {
    Guest first = new Guest(broker, EcGuestKey.p256());
    Guest.Challenge held = first.auth();
    Set<String> cookies = ConcurrentHashMap.newKeySet();
    each(
        i -> {
          Guest guest = new Guest(broker, first.key());
          for (int session = 0; session < SESSIONS / GUESTS; session++) {
            cookies.add(guest.auth().cookie());
          }
          return i;
        });
    assertEquals(SESSIONS, cookies.size());
    int sessions =
        Guest.ok(broker.asAdmin("GET", "/kbs/v0/admin/status", "")).get("sessions").intValue();
    assertTrue(sessions >= SESSIONS, "sessions: " + sessions);
    Guest.ok(first.attest(held));
    assertEquals(200, first.resourceByCookie(held.cookie(), PATH).statusCode());
  }

  @Test
  void asManySessionsAreHeldAsMayBeAndTheNextIsToldToWait() throws Exception {
    try (Broker small = started("--sample-tee", "--set", "sessions.max=" + FEW_SESSIONS)) {
      fill(small);
    }
  }

  private static void fill(Broker small) throws Exception {
    Guest first = new Guest(small, EcGuestKey.p256());
    Guest.Challenge held = first.auth();
    String request = Messages.request("0.4.0", "sample").toString();
    AtomicInteger opened = new AtomicInteger();
    Set<Integer> others = ConcurrentHashMap.newKeySet();
    each(
        i -> {
          int status = 200;
          while (status == 200) {
            status = small.call("POST", "/kbs/v0/auth", request).statusCode();
            opened.addAndGet(status == 200 ? 1 : 0);
          }
          others.add(status);
          return i;
        });
    assertEquals(Set.of(429), others);
    assertEquals(
        FEW_SESSIONS,
        Guest.ok(small.asAdmin("GET", "/kbs/v0/admin/status", "")).get("sessions").intValue());
    assertTrue(opened.get() > FEW_SESSIONS - 2 * GUESTS, "sessions opened: " + opened);

    HttpResponse<String> next = small.call("POST", "/kbs/v0/auth", request);
    Problems.own(next, 429, "too-many-requests");
    assertTrue(next.headers().firstValue("Retry-After").isPresent());
    Guest.ok(first.attest(held));
    assertEquals(200, first.resourceByCookie(held.cookie(), PATH).statusCode());
  }

  private interface Step<T> {
    T take(int guest) throws Exception;
  }

  /** The step of every guest at once; the outcomes in their order. */
  private static <T> List<T> each(Step<T> step) throws Exception {
    List<Callable<T>> steps = new ArrayList<>();
    for (int i = 0; i < GUESTS; i++) {
      int guest = i;
      steps.add(() -> step.take(guest));
    }
    List<T> outcomes = new ArrayList<>();
    for (Future<T> outcome : threads.invokeAll(steps)) {
      outcomes.add(outcome.get());
    }
    return outcomes;
  }

  private static void refused(HttpResponse<String> answer) throws Exception {
    Problems.exactly(
        answer, 401, "AttestationError", "Attestation error: RCAR handshake Attest failed");
  }
}
