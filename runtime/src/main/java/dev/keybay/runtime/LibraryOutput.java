package dev.keybay.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What libraries print. Standard output is for the one line that says the broker is ready, so it
 * goes to standard error, until it is silenced. It stands in {@link System#out} from the beginning
 * and is never replaced: the shell puts back, when it stops, what it found when it started.
 */
final class LibraryOutput extends OutputStream {
  private final PrintStream error;
  private volatile boolean silent;

  private LibraryOutput(PrintStream error) {
    this.error = error;
  }

  /** Takes the place of standard output. */
  static LibraryOutput redirected() {
    LibraryOutput output = new LibraryOutput(System.err);
    System.setOut(new PrintStream(output, true));
    return output;
  }

  /** Nothing is printed any more. */
  void silence() {
    silent = true;
  }

  @Override
  public void write(int letter) throws IOException {
    if (!silent) {
      error.write(letter);
    }
  }

  @Override
  public void write(byte[] letters, int from, int length) throws IOException {
    if (!silent) {
      error.write(letters, from, length);
    }
  }

  @Override
  public void flush() throws IOException {
    error.flush();
  }
}
