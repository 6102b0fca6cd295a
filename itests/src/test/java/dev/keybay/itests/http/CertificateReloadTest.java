package dev.keybay.itests.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A certificate is replaced under load: nobody is disturbed. */
final class CertificateReloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private SecureBroker secure;

  @BeforeEach
  void start() throws Exception {
    secure = SecureBroker.start("");
  }

  @AfterEach
  void stop() throws Exception {
    secure.close();
  }

  @Test
  void noConnectionIsLostAndNewOnesSeeTheNewCertificate() throws Exception {
    try (Load load = new Load(secure);
        Connection kept = Connection.tls(secure.broker())) {
      assertEquals("CN=first", kept.subject());
      for (String name : new String[] {"second", "third"}) {
        Identity.of(name).writeTo(secure.conf());
        await().atMost(PATIENCE).until(() -> subject().equals("CN=" + name));
        load.goesOn();
        assertTrue(kept.healthz().startsWith("HTTP/1.1 200"));
      }
      assertEquals("CN=first", kept.subject());
      assertNull(load.failure.get(), () -> "a request failed: " + load.failure.get());
    }
    String log = secure.broker().log();
    assertTrue(log.contains("new connections see a new certificate"), log);
    assertFalse(log.contains("PRIVATE KEY"), log);
  }

  @Test
  void aBrokenPairIsRefusedAndTheOldOneStays() throws Exception {
    Identity.of("stranger").writeCertificateTo(secure.conf());
    awaitLog("the previous certificate stays in use: the private key in ");
    assertEquals("CN=first", subject());
    Files.writeString(secure.conf().resolve("tls.key"), "half a k");
    awaitLog("has no private key in PEM");
    assertEquals("CN=first", subject());
    Identity.of("good").writeTo(secure.conf());
    await().atMost(PATIENCE).until(() -> subject().equals("CN=good"));
  }

  private void awaitLog(String text) {
    await().atMost(PATIENCE).until(() -> secure.broker().log().contains(text));
  }

  private String subject() throws IOException {
    try (Connection connection = Connection.tls(secure.broker())) {
      assertTrue(connection.healthz().startsWith("HTTP/1.1 200"));
      return connection.subject();
    }
  }

  /** Some connections that are kept, and one that is always new. */
  private static final class Load implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();

    Load(SecureBroker secure) {
      for (int i = 0; i < 3; i++) {
        begin(() -> keep(secure));
      }
      begin(() -> renew(secure));
    }

    private interface Work {
      void run() throws IOException;
    }

    private void begin(Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (IOException | RuntimeException e) {
                  failure.compareAndSet(null, e);
                }
              });
      thread.start();
      threads.add(thread);
    }

    private void keep(SecureBroker secure) throws IOException {
      try (Connection connection = Connection.tls(secure.broker())) {
        while (!over.get()) {
          ask(connection);
        }
      }
    }

    private void renew(SecureBroker secure) throws IOException {
      while (!over.get()) {
        try (Connection connection = Connection.tls(secure.broker())) {
          ask(connection);
        }
      }
    }

    private void ask(Connection connection) throws IOException {
      String head = connection.healthz();
      if (!head.startsWith("HTTP/1.1 200")) {
        throw new IOException(head);
      }
      answers.incrementAndGet();
    }

    void goesOn() {
      long before = answers.get();
      await().atMost(PATIENCE).until(() -> answers.get() > before + 100 || failure.get() != null);
    }

    @Override
    public void close() {
      over.set(true);
      await().atMost(PATIENCE).until(() -> threads.stream().noneMatch(Thread::isAlive));
    }
  }
}
