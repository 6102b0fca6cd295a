package dev.keybay.core.access;

import dev.keybay.api.plugin.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of callers, as snapshots without credentials. */
final class Callers {
  static final Caller.Anonymous NOBODY = new Nobody();

  private Callers() {}

  private record Nobody() implements Caller.Anonymous {
    @Override
    public String name() {
      return "nobody";
    }
  }

  /** A plugin that has shown its key. */
  record KeyedPlugin(String plugin, String version, Set<String> permissions)
      implements Caller.Plugin {
    @Override
    public String name() {
      return "plugin:" + plugin + "@" + version;
    }
  }

  /** A guest; its claims are shared with the cache of verified tokens and immutable. */
  record AttestedGuest(String id, String tee, Map<String, @Nullable Object> claims)
      implements Caller.Guest {
    private static final String[] INIT_DATA = {
      "submods", "cpu0", "ear.veraison.annotated-evidence", "init_data_claims"
    };

    @Override
    public String name() {
      return "guest:" + id;
    }

    @Override
    @SuppressWarnings("unchecked") // JSON objects have string keys
    public Optional<Map<String, @Nullable Object>> initDataClaims() {
      Object value = claims;
      for (String step : INIT_DATA) {
        value = value instanceof Map<?, ?> object ? object.get(step) : null;
      }
      return value instanceof Map<?, ?> found
          ? Optional.of((Map<String, @Nullable Object>) found)
          : Optional.empty();
    }

    /** Not the claims. */
    @Override
    public String toString() {
      return name();
    }
  }
}
