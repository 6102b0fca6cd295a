package dev.keybay.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.PrintStream;

/**
 * The log's lines on the process's standard error: the one that there was at first. The shell puts
 * one of its own in its place, and would show an operator what others do in the output of a
 * command.
 */
final class StandardError extends OutputStreamAppender<ILoggingEvent> {
  private final PrintStream stream;

  StandardError(PrintStream stream) {
    this.stream = stream;
  }

  @Override
  public void start() {
    setOutputStream(stream);
    super.start();
  }

  @Override
  protected void closeOutputStream() {
    stream.flush(); // it is the process's, and has more to say after the log has ended
  }
}
