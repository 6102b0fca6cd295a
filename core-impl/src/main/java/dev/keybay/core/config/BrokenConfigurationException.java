package dev.keybay.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that cannot be taken. The message is for the operator: one line for each problem. */
final class BrokenConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  BrokenConfigurationException(Problem problem) {
    this(List.of(problem));
  }

  BrokenConfigurationException(List<Problem> problems) {
    super(
        problems.stream()
            .map(Problem::toString)
            .collect(Collectors.joining("\n  ", "the configuration is broken\n  ", "")));
    this.problems = List.copyOf(problems);
  }

  List<Problem> problems() {
    return problems;
  }
}
