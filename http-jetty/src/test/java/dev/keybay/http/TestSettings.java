package dev.keybay.http;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings as Declarative Services gives them: the defaults, and what is set. */
final class TestSettings {
  private TestSettings() {}

  static HttpSettings of(Map<String, Object> set) {
    return (HttpSettings)
        Proxy.newProxyInstance(
            HttpSettings.class.getClassLoader(),
            new Class<?>[] {HttpSettings.class},
            (proxy, method, arguments) ->
                set.getOrDefault(method.getName(), method.getDefaultValue()));
  }
}
