package dev.keybay.core.audit;

import java.nio.charset.StandardCharsets;

/**
 * What is to be recorded, before it has its place in the chain. Texts are made fit to be stored and
 * read back unchanged, or the chain would break: at most 1024 characters, no control characters,
 * well-formed Unicode.
 */
record AuditFact(
    long at,
    String actor,
    String requestId,
    String action,
    String target,
    String outcome,
    long revision) {
  private static final int MAX_CHARACTERS = 1024;

  AuditFact {
    actor = storable(actor);
    requestId = storable(requestId);
    action = storable(action);
    target = storable(target);
    outcome = storable(outcome);
  }

  static AuditFact of(long at, String action, String target, String outcome, long revision) {
    Actor actor = ActorScope.current();
    return new AuditFact(at, actor.name(), actor.requestId(), action, target, outcome, revision);
  }

  private static String storable(String text) {
    String bounded =
        text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS - 1) + "…";
    boolean plain = true;
    for (int i = 0; plain && i < bounded.length(); i++) {
      char c = bounded.charAt(i);
      plain = !Character.isISOControl(c) && !Character.isSurrogate(c);
    }
    if (plain) {
      return bounded;
    }
    StringBuilder clean = new StringBuilder(bounded.length());
    bounded
        .codePoints()
        .map(point -> Character.isISOControl(point) ? '\uFFFD' : point)
        .forEach(clean::appendCodePoint);
    // Encoding replaces lone surrogates.
    return new String(clean.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
