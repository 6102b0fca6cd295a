package dev.keybay.runtime.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the host's access log goes: {@code keybay.access} to {@code log/access.log} and {@code
 * keybay.access.stdout} to standard output, each line as it is and whatever the level of the log.
 * What writes is made by the first line, so that a log that is off costs no file and no time.
 */
final class AccessLines extends AppenderBase<ILoggingEvent> {
  private static final String LOGGER = "keybay.access";

  private final Supplier<OutputStreamAppender<ILoggingEvent>> maker;

  /** Guarded by the lock of {@code doAppend}; null before the first line. */
  private @Nullable OutputStreamAppender<ILoggingEvent> made;

  private AccessLines(Supplier<OutputStreamAppender<ILoggingEvent>> maker) {
    this.maker = maker;
  }

  static void send(LoggerContext context, Path folder) {
    attach(context, LOGGER, () -> LogFile.rolling(context, folder, "access"));
    attach(
        context,
        LOGGER + ".stdout",
        () -> {
          // Not System.out: the launcher has turned that to standard error.
          OutputStreamAppender<ILoggingEvent> console = new OutputStreamAppender<>();
          console.setOutputStream(new FileOutputStream(FileDescriptor.out));
          return console;
        });
  }

  private static void attach(
      LoggerContext context, String name, Supplier<OutputStreamAppender<ILoggingEvent>> maker) {
    AccessLines lines = new AccessLines(maker);
    lines.setContext(context);
    lines.start();
    Logger logger = context.getLogger(name);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @Override
  protected void append(ILoggingEvent event) {
    OutputStreamAppender<ILoggingEvent> present = made;
    if (present == null) {
      present = make();
      made = present;
    }
    present.doAppend(event);
  }

  private OutputStreamAppender<ILoggingEvent> make() {
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(getContext());
    encoder.setLayout(new Bare());
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = maker.get();
    appender.setContext(getContext());
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  @Override
  public synchronized void stop() {
    if (made != null) {
      made.stop();
      made = null;
    }
    super.stop();
  }

  /** The message and a line end. */
  private static final class Bare extends LayoutBase<ILoggingEvent> {
    @Override
    public boolean isStarted() {
      return true;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
      return event.getFormattedMessage() + "\n";
    }
  }
}
