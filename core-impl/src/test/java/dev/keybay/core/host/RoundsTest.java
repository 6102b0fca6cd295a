package dev.keybay.core.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration SOON = Duration.ofMillis(1);

  private final Rounds rounds = new Rounds();

  @AfterEach
  void stop() {
    rounds.stop();
  }

  @Test
  void aLookThatThrowsIsTriedAgainAndStopsNoOther() throws Exception {
    CountDownLatch failures = new CountDownLatch(3);
    CountDownLatch others = new CountDownLatch(3);
    rounds.every(
        SOON,
        "what fails",
        () -> {
          failures.countDown();
          throw new IllegalStateException("this test throws it");
        });
    rounds.every(SOON, "another", others::countDown);
    assertTrue(failures.await(30, TimeUnit.SECONDS));
    assertTrue(others.await(30, TimeUnit.SECONDS));
  }

  @Test
  void aRoundThatIsClosedLooksNoMore() throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch[] after = {new CountDownLatch(1)};
    Rounds.Round round =
        rounds.every(
            SOON,
            "what is closed",
            () -> {
              looked.countDown();
              after[0].countDown();
            });
    assertTrue(looked.await(30, TimeUnit.SECONDS));
    round.close();
    // The one thread has done what was begun before the close once it has done this.
    awaitThreeLooksOfAnother();
    after[0] = new CountDownLatch(1);
    awaitThreeLooksOfAnother();
    assertEquals(1, after[0].getCount());
  }

  private void awaitThreeLooksOfAnother() throws InterruptedException {
    CountDownLatch others = new CountDownLatch(3);
    rounds.every(SOON, "another", others::countDown);
    assertTrue(others.await(30, TimeUnit.SECONDS));
  }
}
