package dev.keybay.core.plugins;

import dev.keybay.format.descriptor.Descriptor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which settings of a plugin are secrets: those that a form of its descriptor marks {@code secret:
 * true} or gives the type {@code password}, and those whose name says so, however deep they stand,
 * unless they are true or false. Of a URL the password is hidden. When in doubt it is hidden: the
 * operator has the file.
 *
 * @param marked the keys that the descriptor marks
 */
record Secrets(Set<String> marked) {
  static final String HIDDEN = "***";

  private static final Pattern NAME =
      Pattern.compile(
          ".*(passw|passphrase|secret|token|credential|private_?key|api_?key|access_?key|kek).*"
              + "|(.*_)?(pwd|pin|key)");

  private static final Pattern PASSWORD_IN_URL = Pattern.compile("(://[^/@:\\s]*:)[^/@\\s]+@");

  static Secrets of(Descriptor descriptor) {
    Set<String> marked = new HashSet<>();
    descriptor.documents().ui().ifPresent(ui -> collect(ui, marked));
    return new Secrets(Set.copyOf(marked));
  }

  /** The value as it may be shown. */
  @Nullable Object shown(String key, @Nullable Object value) {
    boolean secret = marked.contains(key) || (isSecretName(key) && !(value instanceof Boolean));
    return value != null && secret ? HIDDEN : shown(value);
  }

  private @Nullable Object shown(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      map.forEach((key, each) -> shown.put(String.valueOf(key), shown(String.valueOf(key), each)));
      return shown;
    }
    if (value instanceof List<?> list) {
      return list.stream().<@Nullable Object>map(this::shown).toList();
    }
    return value instanceof String text
        ? PASSWORD_IN_URL.matcher(text).replaceAll("$1" + HIDDEN + "@")
        : value;
  }

  /** {@code privateKey} and {@code private-key} are {@code private_key}. */
  private static boolean isSecretName(String key) {
    String words =
        key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
            .replaceAll("[-.]", "_")
            .toLowerCase(Locale.ROOT);
    return NAME.matcher(words).matches();
  }

  private static void collect(@Nullable Object node, Set<String> marked) {
    if (node instanceof Map<?, ?> map) {
      boolean secret = Boolean.TRUE.equals(map.get("secret")) || "password".equals(map.get("type"));
      if (secret && map.get("key") instanceof String key) {
        marked.add(key);
      }
      map.values().forEach(each -> collect(each, marked));
    } else if (node instanceof List<?> list) {
      list.forEach(each -> collect(each, marked));
    }
  }
}
