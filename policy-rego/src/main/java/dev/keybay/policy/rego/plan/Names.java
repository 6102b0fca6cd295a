package dev.keybay.policy.rego.plan;

import dev.keybay.policy.rego.syntax.Module;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the names of a module stand for when no local has them. */
final class Names {
  private final Module module;
  private final Program program;

  Names(Module module, Program program) {
    this.module = module;
    this.program = program;
  }

  /** The path, beginning with {@code data} or {@code input}; absent if the name means nothing. */
  @Nullable List<String> path(String name) {
    if (name.equals("input") || name.equals("data")) {
      return List.of(name);
    }
    if (program.hasRule(module.path(), name)) {
      List<String> path = new ArrayList<>();
      path.add("data");
      path.addAll(module.path());
      path.add(name);
      return path;
    }
    return module.imports().get(name);
  }

  Program program() {
    return program;
  }

  Module module() {
    return module;
  }
}
