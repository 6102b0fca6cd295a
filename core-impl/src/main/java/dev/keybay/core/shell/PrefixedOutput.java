package dev.keybay.core.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Puts a {@code |} before each line. Thread-safe: a command may print from several threads. */
final class PrefixedOutput extends OutputStream {
  private final BufferedOutputStream out;
  private boolean lineStarts = true;

  PrefixedOutput(OutputStream out) {
    this.out = new BufferedOutputStream(out);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    if (lineStarts) {
      out.write('|');
    }
    out.write(b);
    lineStarts = b == '\n';
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }

  /** Ends the last printed line if need be, and writes a line without a prefix. */
  synchronized void endWith(String line) throws IOException {
    if (!lineStarts) {
      out.write('\n');
    }
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    lineStarts = true;
  }
}
