package dev.keybay.client.cli;

import dev.keybay.client.Json;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a result is printed. */
public final class OutputOptions {

  private final Console console;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  OutputOptions(Console console) {
    this.console = console;
  }

  /**
   * Prints a result.
   *
   * @param value for machines: a JSON value
   * @param text for people
   */
  public void print(@Nullable Object value, Supplier<String> text) {
    console.out().println(json ? Json.pretty(value) : text.get());
    console.out().flush();
  }

  /** Whether JSON is wanted. */
  public boolean json() {
    return json;
  }
}
