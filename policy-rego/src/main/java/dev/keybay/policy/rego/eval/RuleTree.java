package dev.keybay.policy.rego.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All rules by their paths in {@code data}. Filled while a policy is compiled, never changed
 * afterwards.
 */
public final class RuleTree {

  /** A place in the tree: a rule, or something that rules are below of. */
  public static final class Place {
    private final SortedMap<String, Place> children = new TreeMap<>();
    private @Nullable RuleCode rule;

    public @Nullable RuleCode rule() {
      return rule;
    }

    public @Nullable Place child(String name) {
      return children.get(name);
    }

    public SortedMap<String, Place> children() {
      return children;
    }

    /** The place of that name below this one, new if there is none. */
    public Place grow(String name) {
      return children.computeIfAbsent(name, n -> new Place());
    }

    public void set(RuleCode code) {
      rule = code;
    }
  }

  private final Place root = new Place();
  private final Map<List<String>, RuleCode> functions = new HashMap<>();
  private int size;
  private int maxDepth = Integer.MAX_VALUE;

  public Place root() {
    return root;
  }

  /** The number of rules. */
  public int size() {
    return size;
  }

  /** Gives a rule its index. */
  public int nextIndex() {
    return size++;
  }

  public @Nullable RuleCode function(List<String> path) {
    return functions.get(path);
  }

  public void putFunction(List<String> path, RuleCode function) {
    functions.put(path, function);
  }

  /** The bound on the sum of the weights of all rules that are evaluated within each other. */
  public int maxDepth() {
    return maxDepth;
  }

  public void setMaxDepth(int depth) {
    maxDepth = depth;
  }
}
