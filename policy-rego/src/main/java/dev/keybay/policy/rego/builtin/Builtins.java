package dev.keybay.policy.rego.builtin;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All builtins by name. */
public final class Builtins {
  private static final Map<String, Builtin> ALL =
      Stream.of(
              Aggregates.ALL,
              Arrays.ALL,
              Bits.ALL,
              Encodings.ALL,
              JsonPaths.ALL,
              NumberBuiltins.ALL,
              Objects.ALL,
              Patterns.ALL,
              Sets.ALL,
              Strings.ALL,
              StringSearch.ALL,
              StringFormat.ALL,
              Times.ALL,
              TimeText.ALL,
              Tracing.ALL,
              TypeBuiltins.ALL,
              Units.ALL,
              Walk.ALL)
          .flatMap(List::stream)
          .collect(Collectors.toUnmodifiableMap(Builtin::name, Function.identity()));

  private Builtins() {}

  public static @Nullable Builtin find(String name) {
    return ALL.get(name);
  }

  /** The names of all builtins. */
  public static java.util.Set<String> names() {
    return ALL.keySet();
  }
}
