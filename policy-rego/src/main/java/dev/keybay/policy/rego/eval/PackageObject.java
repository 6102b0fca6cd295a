package dev.keybay.policy.rego.eval;

import dev.keybay.policy.rego.value.ObjectValue;
import dev.keybay.policy.rego.value.Order;
import dev.keybay.policy.rego.value.SortedObject;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands in {@code data} at a place that rules are below of: their values and the base
 * document's. Looking up a key evaluates only what is there. It belongs to the scope in which it
 * was made and must not outlive the path that made it; see {@link Access#settled}.
 */
final class PackageObject extends ObjectValue {
  private final Evaluation e;
  private final RuleTree.Place place;
  private final @Nullable Object base;
  private @Nullable SortedObject whole;

  PackageObject(Evaluation e, RuleTree.Place place, @Nullable Object base) {
    this.e = e;
    this.place = place;
    this.base = base;
  }

  @Override
  public @Nullable Object get(Object key) {
    Object document = base == null ? null : Access.get(base, key, e);
    RuleTree.Place child = key instanceof String name ? place.child(name) : null;
    return child == null ? document : child(child, document);
  }

  private @Nullable Object child(RuleTree.Place child, @Nullable Object document) {
    RuleCode rule = child.rule();
    if (rule != null) {
      return e.scope.isReplaced(rule.index()) ? document : rule.value(e);
    }
    if (child.children().isEmpty()) {
      return document == null ? SortedObject.EMPTY : document;
    }
    // A base document that is no object hides the rules below.
    return document == null || document instanceof ObjectValue
        ? new PackageObject(e, child, document)
        : document;
  }

  /** The keys that may have values. */
  Object[] candidates() {
    TreeSet<Object> keys = new TreeSet<>(Order.NATURAL);
    if (base instanceof ObjectValue object) {
      for (int i = 0; i < object.size(); i++) {
        keys.add(object.keyAt(i));
      }
    }
    keys.addAll(place.children().keySet());
    e.charge(keys.size());
    return keys.toArray();
  }

  /** The same object with everything evaluated. Where base documents and rules meet, these lose. */
  SortedObject whole() {
    SortedObject known = whole;
    if (known == null) {
      SortedMap<Object, Object> entries = SortedObject.entries();
      if (base instanceof ObjectValue object) {
        e.charge(object.size());
        entries.putAll(SortedObject.entries(object));
      }
      for (Map.Entry<String, RuleTree.Place> child : place.children().entrySet()) {
        e.charge(1);
        Object document = entries.get(child.getKey());
        if (document == null || document instanceof ObjectValue) {
          Object value = Access.settled(child(child.getValue(), document));
          if (value != null) {
            entries.put(child.getKey(), value);
          }
        }
      }
      known = SortedObject.of(entries);
      whole = known;
    }
    return known;
  }

  @Override
  public int size() {
    return whole().size();
  }

  @Override
  public Object keyAt(int place) {
    return whole().keyAt(place);
  }

  @Override
  public Object valueAt(int place) {
    return whole().valueAt(place);
  }

  @Override
  public int weight() {
    return whole().weight();
  }
}
