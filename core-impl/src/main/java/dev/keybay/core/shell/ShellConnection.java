package dev.keybay.core.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shell. The protocol is lines of UTF-8: a command comes as one line; each line that it prints
 * goes back behind a {@code |}; then comes {@code ok}, or {@code error} with what went wrong. So it
 * can be used by hand too, with {@code socat - UNIX-CONNECT:shell.sock}.
 */
final class ShellConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ShellConnection.class);

  private final SocketChannel channel;
  private final CommandProcessor processor;
  private final Consumer<ShellConnection> atEnd;
  private final Thread thread;

  ShellConnection(
      SocketChannel channel, CommandProcessor processor, Consumer<ShellConnection> atEnd) {
    this.channel = channel;
    this.processor = processor;
    this.atEnd = atEnd;
    this.thread = new Thread(this::serve, "keybay-shell-connection");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends the connection and, by interrupting it, the command that it runs. */
  void close() throws IOException, InterruptedException {
    channel.close();
    thread.interrupt();
    // A command may itself stop the host: then this is its own thread.
    if (thread != Thread.currentThread()) {
      thread.join(2_000);
      if (thread.isAlive()) {
        LOG.warn("a shell command ignores its interruption and is left behind");
      }
    }
  }

  private void serve() {
    try (channel;
        InputStream in = Channels.newInputStream(channel);
        OutputStream out = Channels.newOutputStream(channel);
        PrefixedOutput printed = new PrefixedOutput(out);
        CommandSession session =
            processor.createSession(InputStream.nullInputStream(), printed, printed)) {
      // Plain "install" and "update" are the framework's, whatever else has commands of the name.
      session.put("SCOPE", "felix:gogo:*");
      CommandLines lines = new CommandLines(in);
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        String answer = execute(session, line.get());
        session.getConsole().flush();
        printed.endWith(answer);
      }
    } catch (IOException e) {
      // The other end went away, or the host stops.
      LOG.atDebug().setCause(e).log("a shell ended");
    } finally {
      atEnd.accept(this);
    }
  }

  private static String execute(CommandSession session, String command) {
    try {
      Object result = session.execute(command);
      if (result != null) {
        session.getConsole().println(session.format(result, Converter.INSPECT));
      }
      return "ok";
    } catch (Exception e) { // Gogo's own signature: whatever a command throws.
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return "error " + message.replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
  }
}
