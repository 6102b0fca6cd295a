package dev.keybay.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The near end of the host's shell: a line goes there, and lines come back, {@code |} before what
 * was printed, then {@code ok} or {@code error} and what went wrong.
 */
final class ShellClient implements AutoCloseable {
  /** There is no broker, or it has no shell. */
  static final class NoShellException extends IOException {
    private static final long serialVersionUID = 1;

    NoShellException(IOException cause) {
      super(cause);
    }
  }

  private final SocketChannel channel;
  private final BufferedReader in;
  private final OutputStream out;

  private ShellClient(SocketChannel channel) {
    this.channel = channel;
    this.in =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    this.out = Channels.newOutputStream(channel);
  }

  static ShellClient connect(Path socket) throws NoShellException {
    try {
      return new ShellClient(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    } catch (IOException e) {
      throw new NoShellException(e);
    }
  }

  /** Runs one command there; false if it fails. */
  boolean run(String command, PrintStream output, PrintStream errors) throws IOException {
    String line = command.replaceAll("[\\r\\n]+", "; ") + "\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.flush();
    for (String answer = in.readLine(); answer != null; answer = in.readLine()) {
      if (answer.startsWith("|")) {
        output.println(answer.substring(1));
      } else if (answer.equals("ok")) {
        output.flush();
        return true;
      } else {
        output.flush();
        errors.println(answer);
        return false;
      }
    }
    output.flush();
    errors.println("error the broker closed the shell");
    return false;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
