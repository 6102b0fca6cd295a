package dev.keybay.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LibraryOutputTest {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @AfterEach
  void putBack() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void itGoesToStandardErrorUntilItIsSilencedAlsoWhereTheShellPutsItBack() {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setErr(new PrintStream(seen, true, UTF_8));
    LibraryOutput libraries = LibraryOutput.redirected();
    System.out.print("heard ");
    PrintStream found = System.out;
    System.setOut(new PrintStream(new ByteArrayOutputStream(), true, UTF_8)); // as a shell does
    libraries.silence();
    System.setOut(found);
    System.out.println("not heard");
    assertEquals("heard ", seen.toString(UTF_8));
  }
}
