package dev.keybay.runtime.log;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogService;
import org.osgi.service.log.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The log service as one bundle sees it. */
final class BundleLog implements LogService {
  private final String bundle;
  private final Failures failures;

  BundleLog(String bundle, Failures failures) {
    this.bundle = bundle;
    this.failures = failures;
  }

  @Override
  public Logger getLogger(String name) {
    return getLogger(name, Logger.class);
  }

  @Override
  public Logger getLogger(Class<?> type) {
    return getLogger(type.getName(), Logger.class);
  }

  @Override
  public <L extends Logger> L getLogger(Class<?> type, Class<L> loggerType) {
    return getLogger(type.getName(), loggerType);
  }

  @Override
  public <L extends Logger> L getLogger(String name, Class<L> loggerType) {
    return logger(bundle, loggerType);
  }

  @Override
  public <L extends Logger> L getLogger(Bundle other, String name, Class<L> loggerType) {
    return logger(other.getSymbolicName(), loggerType);
  }

  /** One logger a bundle: names of components would pile up in Logback as plugins come and go. */
  private <L extends Logger> L logger(String name, Class<L> type) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new LoggerCalls(name, type, failures));
    return type.cast(proxy);
  }

  @Override
  @Deprecated
  public void log(int level, String message) {
    log(null, level, message, null);
  }

  @Override
  @Deprecated
  public void log(int level, String message, @Nullable Throwable cause) {
    log(null, level, message, cause);
  }

  @Override
  @Deprecated
  public void log(@Nullable ServiceReference<?> reference, int level, String message) {
    log(reference, level, message, null);
  }

  @Override
  @Deprecated
  public void log(
      @Nullable ServiceReference<?> reference,
      int level,
      String message,
      @Nullable Throwable cause) {
    Level slf4j =
        switch (level) {
          case LOG_ERROR -> Level.ERROR;
          case LOG_WARNING -> Level.WARN;
          case LOG_INFO -> Level.INFO;
          default -> Level.DEBUG;
        };
    failures.log(LoggerFactory.getLogger(bundle), slf4j, message, cause);
  }
}
