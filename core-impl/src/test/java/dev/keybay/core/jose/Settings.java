package dev.keybay.core.jose;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings as the component runtime makes them: the defaults of the type but for those given. */
public final class Settings {
  private Settings() {}

  public static <T> T of(Class<T> type, Map<String, Object> given) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                given.getOrDefault(method.getName(), method.getDefaultValue())));
  }
}
