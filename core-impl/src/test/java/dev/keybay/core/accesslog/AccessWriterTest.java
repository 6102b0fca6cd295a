package dev.keybay.core.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AccessWriterTest {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whatWasOfferedIsWrittenInOrderBeforeItCloses() {
    AccessWriter writer = new AccessWriter(10, AccessFormat.KEYVALUE, lines::add);
    assertTrue(writer.offer(AccessFormatTest.entry("/1")));
    assertTrue(writer.offer(AccessFormatTest.entry("/2")));
    writer.close();
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).contains("path=\"/1\""), lines.get(0));
    assertFalse(writer.offer(AccessFormatTest.entry("/3")));
  }

  @Test
  void whoOffersNeverWaitsForAWriterThatLags() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AccessWriter writer =
        new AccessWriter(
            2,
            AccessFormat.KEYVALUE,
            line -> {
              lines.add(line);
              writing.countDown();
              await(goOn);
            });
    assertTrue(writer.offer(AccessFormatTest.entry("/1")));
    writing.await();
    assertTrue(writer.offer(AccessFormatTest.entry("/2")));
    assertTrue(writer.offer(AccessFormatTest.entry("/3")));
    assertFalse(writer.offer(AccessFormatTest.entry("/4")));
    goOn.countDown();
    writer.close();
    assertEquals(3, lines.size());
  }

  @Test
  void itClosesThoughNobodyReadsTheLinesAnyMore() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    AccessWriter writer =
        new AccessWriter(
            1,
            AccessFormat.KEYVALUE,
            line -> {
              writing.countDown();
              await(new CountDownLatch(1));
            });
    assertTrue(writer.offer(AccessFormatTest.entry("/1")));
    writing.await();
    assertTrue(writer.offer(AccessFormatTest.entry("/2")));
    assertTimeoutPreemptively(Duration.ofMinutes(1), writer::close);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
