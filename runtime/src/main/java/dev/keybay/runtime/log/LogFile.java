package dev.keybay.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * The log: standard error, and {@code log/keybay.log} in the data folder, a file a day and at most
 * 10 MiB, fourteen days, 200 MiB in all. By code, which starts faster than XML; who wants it
 * otherwise puts a {@code logback.xml} into the settings folder. KEYBAY_LOG_LEVEL sets the level.
 */
public final class LogFile {
  private LogFile() {}

  /** Called once, before anything else logs. */
  public static void open(Path data, Path conf) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("keybay.data", data.toString());
    Path custom = conf.resolve("logback.xml");
    if (Files.exists(custom)) {
      try {
        JoranConfigurator xml = new JoranConfigurator();
        xml.setContext(context);
        xml.doConfigure(custom.toFile());
        return;
      } catch (JoranException e) {
        context.reset();
        System.err.println("keybay: " + custom + " is not used: " + e.getMessage());
      }
    }
    ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    String level = System.getenv().getOrDefault("KEYBAY_LOG_LEVEL", "INFO");
    root.setLevel(Level.toLevel(level.toUpperCase(Locale.ROOT), Level.INFO));
    // What they say at info is of no use to an operator.
    for (String library : new String[] {"org.eclipse.jetty", "org.apache.felix"}) {
      if (root.getLevel().toInt() == Level.INFO_INT) {
        context.getLogger(library).setLevel(Level.WARN);
      }
    }
    // It warns at every stop that it was interrupted, which is how it is stopped.
    context.getLogger("org.apache.felix.eventadmin").setLevel(Level.ERROR);
    root.addAppender(console(context));
    root.addAppender(file(context, data.resolve("log")));
    AccessLines.send(context, data.resolve("log"));
    LogLine recent = new LogLine();
    recent.setContext(context);
    recent.start();
    root.addAppender(RecentLines.started(recent));
  }

  /** Writes what is left. */
  public static void close() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static Appender<ILoggingEvent> console(LoggerContext context) {
    return started(context, new StandardError(System.err));
  }

  private static Appender<ILoggingEvent> file(LoggerContext context, Path folder) {
    return started(context, rolling(context, folder, "keybay"));
  }

  /** A file a day, at most 10 MiB each, fourteen days, 200 MiB in all; not started. */
  static RollingFileAppender<ILoggingEvent> rolling(
      LoggerContext context, Path folder, String name) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(folder.resolve(name + ".log").toString());
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(folder.resolve(name + "-%d{yyyy-MM-dd}.%i.log.gz").toString());
    policy.setMaxFileSize(new FileSize(10 * FileSize.MB_COEFFICIENT));
    policy.setMaxHistory(14);
    policy.setTotalSizeCap(new FileSize(200 * FileSize.MB_COEFFICIENT));
    policy.start();
    appender.setRollingPolicy(policy);
    appender.setTriggeringPolicy(policy);
    return appender;
  }

  private static Appender<ILoggingEvent> started(
      LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
    LogLine line = new LogLine();
    line.setContext(context);
    line.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(line);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }
}
