package dev.keybay.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ActorScopeTest {
  private static final Actor ALICE = new Actor("admin:alice", "r1");
  private static final Actor PLUGIN = new Actor("plugin:resource", "r1");

  @Test
  void withoutAScopeTheHostActs() {
    assertEquals(Actor.HOST, ActorScope.current());
  }

  @Test
  void theInnermostScopeCountsAndTheOuterOneComesBack() {
    String seen =
        ActorScope.callAs(
            ALICE,
            () -> {
              String inner = ActorScope.callAs(PLUGIN, () -> ActorScope.current().name());
              return inner + " " + ActorScope.current().name();
            });
    assertEquals("plugin:resource admin:alice", seen);
    assertEquals(Actor.HOST, ActorScope.current());
  }

  @Test
  void anExceptionPassesAndEndsTheScope() {
    ActorScope.Work<String, IOException> failing =
        () -> {
          throw new IOException("no");
        };
    assertThrows(IOException.class, () -> ActorScope.callAs(ALICE, failing));
    assertEquals(Actor.HOST, ActorScope.current());
  }
}
