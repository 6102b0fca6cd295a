package dev.keybay.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "shell",
    description = {
      "A shell in the running broker: 'lb' lists its bundles, 'help' its commands.",
      "With a command, or with commands on standard input, it runs them up to the first that fails."
    })
final class ShellCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the broker's data folder; KEYBAY_DATA; default data/ of the distribution")
  private @Nullable Path data;

  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "run this and end")
  private List<String> words = List.of();

  @Override
  public Integer call() throws IOException {
    Path folder = Environment.data(data);
    try (ShellClient shell = ShellClient.connect(new RunFiles(folder).shellSocket())) {
      if (!words.isEmpty()) {
        return shell.run(String.join(" ", words), System.out, System.err) ? 0 : 1;
      }
      return session(shell, Boolean.getBoolean("keybay.terminal"));
    } catch (ShellClient.NoShellException e) {
      System.err.println("keybay: no broker is running on " + folder);
      return 3;
    }
  }

  private static int session(ShellClient shell, boolean interactive) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (true) {
      if (interactive) {
        System.out.print("keybay> ");
        System.out.flush();
      }
      String line = lines.readLine();
      if (line == null || (interactive && (line.equals("exit") || line.equals("quit")))) {
        return 0;
      }
      if (!line.isBlank() && !shell.run(line, System.out, System.err) && !interactive) {
        return 1;
      }
    }
  }
}
