package dev.keybay.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The broker's shell, by its socket: no process for each command. */
public final class Shell implements AutoCloseable {
  private final SocketChannel channel;
  private final BufferedReader in;
  private final OutputStream out;

  /** Opens the shell of the broker on a data folder. */
  public Shell(Path data) throws IOException {
    Path place = data.resolve("run").resolve("shell");
    Path socket =
        Files.exists(place)
            ? Path.of(Files.readString(place).strip())
            : data.resolve("run").resolve("shell.sock");
    this.channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    this.in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    this.out = Channels.newOutputStream(channel);
  }

  /**
   * Runs one command.
   *
   * @return the lines that it printed
   * @throws IOException if it fails
   */
  public List<String> run(String command) throws IOException {
    out.write((command + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    List<String> lines = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("|")) {
        lines.add(line.substring(1));
      } else if (line.equals("ok")) {
        return lines;
      } else {
        throw new IOException(command + ": " + line);
      }
    }
    throw new IOException(command + ": the broker closed the shell");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
