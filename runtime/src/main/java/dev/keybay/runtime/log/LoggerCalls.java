package dev.keybay.runtime.log;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.FormatterLogger;
import org.osgi.service.log.LoggerConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;

/**
 * The some forty methods of an OSGi logger, which all have one of three shapes: the name, {@code
 * isXEnabled()}, and {@code x(format, arguments...)} for a level x.
 */
final class LoggerCalls implements InvocationHandler {
  private final Logger logger;
  private final boolean printf;
  private final Failures failures;

  LoggerCalls(String name, Class<?> type, Failures failures) {
    this.logger = LoggerFactory.getLogger(name);
    this.printf = FormatterLogger.class.isAssignableFrom(type);
    this.failures = failures;
  }

  @Override
  @SuppressWarnings("unchecked")
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given)
      throws Throwable {
    String name = method.getName();
    Object[] arguments = given == null ? new Object[0] : given;
    if (method.getDeclaringClass() == Object.class) {
      return switch (name) {
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "logger " + logger.getName();
      };
    }
    if (name.equals("getName")) {
      return logger.getName();
    }
    if (name.startsWith("is")) {
      return logger.isEnabledForLevel(level(name.substring(2, name.length() - 7)));
    }
    Level level = level(name);
    if (logger.isEnabledForLevel(level)) {
      if (arguments[0] instanceof LoggerConsumer<?> consumer) {
        ((LoggerConsumer<Exception>) consumer).accept((org.osgi.service.log.Logger) proxy);
      } else {
        log(level, (String) arguments[0], arguments);
      }
    }
    return null;
  }

  private void log(Level level, String format, Object[] arguments) {
    Object[] values =
        arguments.length == 2 && arguments[1] instanceof Object[] array
            ? array
            : Arrays.copyOfRange(arguments, 1, arguments.length);
    Throwable cause = null;
    int used = 0;
    Object[] kept = new Object[values.length];
    for (Object value : values) {
      if (value instanceof Throwable thrown) {
        cause = thrown;
      } else if (!(value instanceof ServiceReference<?>)) {
        kept[used++] = value;
      }
    }
    Object[] rest = Arrays.copyOf(kept, used);
    String message =
        printf && used > 0
            ? String.format(Locale.ROOT, format, rest)
            : MessageFormatter.arrayFormat(format, rest).getMessage();
    failures.log(logger, level, message, cause);
  }

  private static Level level(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "trace" -> Level.TRACE;
      case "debug" -> Level.DEBUG;
      case "warn" -> Level.WARN;
      case "error" -> Level.ERROR;
      default -> Level.INFO;
    };
  }
}
