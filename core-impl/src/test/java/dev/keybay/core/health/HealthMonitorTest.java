package dev.keybay.core.health;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {
  private static final EnumSet<HealthCheck.Concern> LIVENESS =
      EnumSet.of(HealthCheck.Concern.LIVENESS);

  private final HealthMonitor monitor = new HealthMonitor(Duration.ofMillis(200));
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void stop() {
    gate.countDown();
    monitor.stop();
  }

  @Test
  void greenChecksAreNoProblem() {
    monitor.checks = List.of(check("a", Optional::empty));
    assertTrue(monitor.problems(LIVENESS).isEmpty());
  }

  @Test
  void aCheckThatThrowsIsRedAndTheOthersAreStillAsked() {
    monitor.checks =
        List.of(
            check(
                "broken",
                () -> {
                  throw new NoClassDefFoundError("gone");
                }),
            check("red", () -> Optional.of("disk full")));
    assertEquals(
        List.of(
            new Problem("broken", "the check failed: NoClassDefFoundError"),
            new Problem("red", "disk full")),
        monitor.problems(LIVENESS));
  }

  @Test
  void aCheckThatHangsIsRedAndIsNotCalledAgainBeforeItHasFinished() {
    AtomicInteger calls = new AtomicInteger();
    monitor.checks =
        List.of(
            check(
                "slow",
                () -> {
                  calls.incrementAndGet();
                  try {
                    gate.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return Optional.empty();
                }));
    Problem late = new Problem("slow", "no answer within 200 ms");
    assertEquals(List.of(late), monitor.problems(LIVENESS));
    assertEquals(List.of(late), monitor.problems(LIVENESS));
    assertEquals(1, calls.get());
    gate.countDown();
    await().until(() -> monitor.problems(LIVENESS).isEmpty());
  }

  @Test
  void whatMakesTheHostUnreadyDoesNotMakeItDead() {
    HealthCheck engine = new dev.keybay.core.policy.PolicyEngineCheck();
    monitor.checks = List.of(engine);
    assertTrue(monitor.problems(LIVENESS).isEmpty());
    List<String> reasons = new Readiness(monitor).get();
    assertEquals(1, reasons.size());
    assertTrue(reasons.get(0).startsWith("policy-engine: no policy engine"));
  }

  @Test
  void whatIsNotAliveIsNotReady() {
    monitor.checks = List.of(check("stuck", () -> Optional.of("all threads wait")));
    assertEquals(List.of("stuck: all threads wait"), new Readiness(monitor).get());
  }

  @Test
  void everyPartThatIsMissingIsNamed() {
    monitor.checks = List.of(new CoreServices());
    String reason = new Readiness(monitor).get().get(0);
    assertTrue(
        reason.contains("SecretStore, SessionStore, Policies, TokenVerifier, router"), reason);
  }

  private static HealthCheck check(String name, Supplier<Optional<String>> problem) {
    return new HealthCheck() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Concern concern() {
        return Concern.LIVENESS;
      }

      @Override
      public Optional<String> problem() {
        return problem.get();
      }
    };
  }
}
