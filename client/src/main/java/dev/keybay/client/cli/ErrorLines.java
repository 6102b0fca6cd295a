package dev.keybay.client.cli;

import dev.keybay.client.KbsClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Errors as one line on standard error, without a stack trace and without what may be secret. */
final class ErrorLines {

  private ErrorLines() {}

  static int failed(Exception error, CommandLine command) {
    command.getErr().println("keybay: " + message(error));
    command.getErr().flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  static int misused(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    String why =
        error instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched.getUnmatched())
            : error.getMessage();
    command.getErr().println("keybay: " + why);
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    command.getErr().flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(Exception error) {
    if (error instanceof KbsClientException
        || error instanceof CommandFailure
        || error instanceof IllegalArgumentException) {
      return error.getMessage();
    }
    if (error instanceof IOException || error instanceof UncheckedIOException) {
      Throwable cause = error.getCause() instanceof IOException inner ? inner : error;
      return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
    return "unexpected " + error + " at " + place(error.getStackTrace());
  }

  private static String place(StackTraceElement[] trace) {
    return trace.length == 0 ? "an unknown place" : trace[0].toString();
  }

  /** Names options alone: a mistyped option leaves its value, perhaps a token, among these. */
  private static String unmatched(List<String> arguments) {
    List<String> options =
        arguments.stream()
            .filter(argument -> argument.startsWith("-"))
            .map(argument -> argument.replaceFirst("=.*", ""))
            .toList();
    return options.isEmpty()
        ? arguments.size() + " argument(s) too many (not shown, as they may be secret)"
        : "unknown option " + String.join(", ", options);
  }
}
