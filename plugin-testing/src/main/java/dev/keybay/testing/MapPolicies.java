package dev.keybay.testing;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.PolicyEngine;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.policy.PolicyTrace;
import dev.keybay.api.policy.PolicyVersion;
import dev.keybay.api.policy.PolicyVersion.Action;
import java.time.Instant;
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

  private final @Nullable PolicyEngine engine;
  private final Map<String, String> sources = new TreeMap<>();
  private final Map<String, Body> bodies = new TreeMap<>();
  private final Map<String, List<String>> histories = new TreeMap<>();

  private final List<@Nullable Object> inputs = new ArrayList<>();

  /** Without an engine: nothing can be tried out with {@link #test}. */
  public MapPolicies() {
    this(null);
  }

  /** With the engine that tries texts out. */
  public MapPolicies(@Nullable PolicyEngine engine) {
    this.engine = engine;
  }

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
    entries(kind, id).add(source);
  }

  private List<String> entries(Kind kind, String id) {
    return histories.computeIfAbsent(kind + "/" + id, key -> new ArrayList<>());
  }

  /** The latest first; a deletion has the empty text. */
  @Override
  public List<PolicyVersion> history(Kind kind, String id) {
    List<PolicyVersion> versions = new ArrayList<>();
    for (String source : entries(kind, id)) {
      Action action = source.isEmpty() ? Action.DELETE : Action.SET;
      int number = versions.size() + 1;
      versions.add(
          0,
          new PolicyVersion(
              number, action, "hash" + number, source.length(), Instant.EPOCH, "admin:root"));
    }
    return versions;
  }

  @Override
  public Optional<String> source(Kind kind, String id, long number) {
    List<String> entries = entries(kind, id);
    return number < 1 || number > entries.size()
        ? Optional.empty()
        : Optional.of(entries.get((int) number - 1)).filter(source -> !source.isEmpty());
  }

  @Override
  public void rollback(Kind kind, String id, long number) {
    String source =
        source(kind, id, number)
            .orElseThrow(() -> new KbsException(ErrorCode.NOT_FOUND, "no such version"));
    set(kind, id, source);
  }

  @Override
  public boolean delete(Kind kind, String id) {
    boolean there = sources.remove(kind + "/" + id) != null;
    if (there) {
      entries(kind, id).add("");
    }
    return there;
  }

  @Override
  public List<String> applying(String plugin, List<String> path) {
    return ids(Kind.RESOURCE).stream()
        .filter(id -> id.equals(GLOBAL) || id.equals(SCOPE + plugin))
        .toList();
  }

  @Override
  public PolicyTrace test(
      String source,
      Map<String, ?> data,
      @Nullable Object input,
      List<String> rules,
      List<PolicyFunction> functions) {
    if (engine == null) {
      throw new UnsupportedOperationException("give the engine that tries texts out");
    }
    return engine
        .compile("test", source)
        .trace(data, input, rules, functions, PolicyLimits.DEFAULT);
  }

  /** Asks the engine. */
  @Override
  public boolean defines(String source, String rule) {
    if (engine == null) {
      throw new UnsupportedOperationException("give the engine that compiles texts");
    }
    return engine.compile("test", source).defines(rule);
  }

  /** Without an engine, whether the name of the rule is in the text. */
  @Override
  public boolean defines(Kind kind, String id, String rule) {
    String source = sources.getOrDefault(kind + "/" + id, "");
    return engine == null
        ? source.contains(rule.substring(rule.lastIndexOf('.') + 1))
        : defines(source, rule);
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
