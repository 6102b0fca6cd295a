package dev.keybay.policy.rego.compile;

import dev.keybay.policy.rego.plan.Program;
import dev.keybay.policy.rego.syntax.Module;
import dev.keybay.policy.rego.syntax.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All definitions by the rule that they define. A definition below the path of an object that other
 * definitions make key by key is a definition of that object.
 */
final class Groups implements Program {
  private final Map<List<String>, List<Head>> rules = new LinkedHashMap<>();
  private final Map<List<String>, List<Head>> functions = new LinkedHashMap<>();
  private final Map<List<String>, Set<String>> names = new HashMap<>();

  Groups(List<Module> modules) {
    List<Head> heads = new ArrayList<>();
    Set<List<String>> objects = new HashSet<>();
    for (Module module : modules) {
      for (Rule rule : module.rules()) {
        Head head = Head.of(module, rule);
        names
            .computeIfAbsent(module.path(), p -> new HashSet<>())
            .add(head.path().get(module.path().size()));
        if (head.isFunction()) {
          functions.computeIfAbsent(head.path(), p -> new ArrayList<>()).add(head);
        } else {
          heads.add(head);
          if (!head.keys().isEmpty()) {
            objects.add(head.path());
          }
        }
      }
    }
    for (Head head : heads) {
      Head placed = placed(head, objects);
      rules.computeIfAbsent(placed.path(), p -> new ArrayList<>()).add(placed);
    }
  }

  private static Head placed(Head head, Set<List<String>> objects) {
    for (int length = 1; length < head.path().size(); length++) {
      List<String> above = head.path().subList(0, length);
      if (objects.contains(above)) {
        return head.below(List.copyOf(above));
      }
    }
    return head;
  }

  Map<List<String>, List<Head>> rules() {
    return rules;
  }

  Map<List<String>, List<Head>> functions() {
    return functions;
  }

  @Override
  public boolean hasRule(List<String> packagePath, String name) {
    return names.getOrDefault(packagePath, Set.of()).contains(name);
  }

  @Override
  public int arity(List<String> path) {
    List<Head> heads = functions.get(path);
    List<?> parameters = heads == null ? null : heads.get(0).rule().parameters();
    return parameters == null ? -1 : parameters.size();
  }
}
