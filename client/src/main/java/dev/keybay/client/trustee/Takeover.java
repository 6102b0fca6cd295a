package dev.keybay.client.trustee;

import dev.keybay.client.trustee.Finding.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is to be carried, in the order in which it was found, and what is not. */
public final class Takeover {
  private final List<Item> items = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  Takeover() {}

  void add(Item item) {
    items.add(item);
  }

  void set(Section section, String key, String file, String setting, Object value) {
    add(new Item.Setting(section.path(key), section.place(key), file, setting, value));
  }

  void left(String what, String from, String why) {
    findings.add(new Finding(what, from, "", State.LEFT, why));
  }

  void needless(String what, String from, String why) {
    findings.add(new Finding(what, from, "", State.NEEDLESS, why));
  }

  <T extends Item> Stream<T> items(Class<T> type) {
    return items.stream().filter(type::isInstance).map(type::cast);
  }

  /** What is not carried. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
