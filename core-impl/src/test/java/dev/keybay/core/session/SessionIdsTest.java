package dev.keybay.core.session;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.RepeatedTest;

class SessionIdsTest {
  private final SessionIds ids = new SessionIds();

  /** Often enough that bits which are random are not right by chance. */
  @RepeatedTest(32)
  void anIdIsAUuidOfVersion4WithoutDashes() {
    String id = ids.next();
    assertTrue(id.matches("[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}"), id);
    assertNotEquals(id, ids.next());
  }
}
