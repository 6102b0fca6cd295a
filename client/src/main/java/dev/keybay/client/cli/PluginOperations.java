package dev.keybay.client.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keybay plugin operations}. */
@Command(
    name = "operations",
    description =
        "Shows the journal of operations on plugins, the latest first; or one of them, with what"
            + " was seen if it failed.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay plugin operations", "  keybay plugin operations 12"})
final class PluginOperations implements Runnable {
  private static final String[] COLUMNS = {
    "id", "started", "operation", "target", "actor", "step", "inside", "outcome", "detail"
  };

  @Parameters(arity = "0..1", paramLabel = "NUMBER", description = "One operation only.")
  private Optional<Long> number = Optional.empty();

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    if (number.isPresent()) {
      one(number.get());
      return;
    }
    List<Map<String, @Nullable Object>> operations = admin.client().pluginOperations();
    output.print(
        operations,
        () -> operations.isEmpty() ? "none yet" : Table.of(operations, COLUMNS).toString());
  }

  private void one(long id) {
    Map<String, @Nullable Object> operation =
        admin.client().look("plugin/operations/" + id, "reading the operation " + id);
    output.print(operation, () -> text(operation));
  }

  private static String text(Map<String, @Nullable Object> operation) {
    StringBuilder text = new StringBuilder(Table.of(List.of(operation), COLUMNS).toString());
    if (operation.get("failure") instanceof Map<?, ?> failure) {
      section(text, "the framework said", String.valueOf(failure.get("resolver")));
      section(text, "exception", String.valueOf(failure.get("stack")));
      if (failure.get("log") instanceof List<?> lines) {
        section(
            text,
            "last lines of its log",
            lines.stream().map(String::valueOf).collect(Collectors.joining("\n")));
      }
    }
    return text.toString();
  }

  private static void section(StringBuilder text, String title, String body) {
    if (!body.isBlank()) {
      // A plugin's words must not steer the terminal.
      text.append("\n\n")
          .append(title)
          .append(":\n")
          .append(body.strip().replaceAll("[\\p{Cntrl}&&[^\n\t]]", " "));
    }
  }
}
