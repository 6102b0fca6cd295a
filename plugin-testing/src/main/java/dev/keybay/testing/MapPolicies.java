package dev.keybay.testing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.PolicyFunction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Policies in memory, whose evaluation is a function of the test's own. A source without {@code
 * package policy} is refused, as the engine refuses one that does not compile.
 */
public final class MapPolicies implements Policies {
  /** What a policy of the test does. */
  @FunctionalInterface
  public interface Body {
    Map<String, @Nullable Object> evaluate(@Nullable Object input, List<PolicyFunction> functions);
  }

  private final Map<String, String> sources = new TreeMap<>();
  private final Map<String, Body> bodies = new TreeMap<>();

  private final List<@Nullable Object> inputs = new ArrayList<>();

  /** The inputs that were evaluated, in their order. */
  public List<@Nullable Object> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  /** Sets a policy, and what its evaluation gives. */
  public void define(Kind kind, String id, String source, Body body) {
    set(kind, id, source);
    bodies.put(kind + "/" + id, body);
  }

  @Override
  public void set(Kind kind, String id, String source) {
    if (!source.contains("package policy")) {
      throw new KbsException(ErrorCode.POLICY_ENGINE, "Policy engine error: no package");
    }
    sources.put(kind + "/" + id, source);
  }

  @Override
  public void setDefault(Kind kind, String id, String source) {
    if (!sources.containsKey(kind + "/" + id)) {
      set(kind, id, source);
    }
  }

  @Override
  public Optional<String> source(Kind kind, String id) {
    return Optional.ofNullable(sources.get(kind + "/" + id));
  }

  @Override
  public List<String> ids(Kind kind) {
    return sources.keySet().stream()
        .filter(key -> key.startsWith(kind + "/"))
        .map(key -> key.substring(kind.toString().length() + 1))
        .toList();
  }

  @Override
  public Map<String, @Nullable Object> evaluate(
      Kind kind,
      String id,
      Map<String, ?> data,
      @Nullable Object input,
      List<String> rules,
      List<PolicyFunction> functions) {
    Body body = bodies.get(kind + "/" + id);
    if (body == null) {
      throw new KbsException(ErrorCode.NOT_FOUND, "there is no policy " + id);
    }
    inputs.add(input);
    return body.evaluate(input, functions);
  }
}
