package dev.keybay.core.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings that are in force if nothing is wrong with them.
 *
 * @param good by name, ready for Configuration Admin
 * @param broken names that were given settings which cannot be taken
 * @param problems everything that is wrong, in the order of the files
 */
record Settings(
    Map<ConfigName, Map<String, Object>> good, Set<ConfigName> broken, List<Problem> problems) {

  static Settings read(FolderFiles files, Overrides overrides, Catalog catalog) throws IOException {
    List<Problem> problems = new ArrayList<>();
    Set<ConfigName> broken = new LinkedHashSet<>();
    Map<ConfigName, RawSettings> raw = new LinkedHashMap<>();
    Map<ConfigName, Map<String, String>> texts = overrides.byName(catalog, problems);
    for (Path file : files.list()) {
      Optional<ConfigName> name = nameOf(file, catalog, problems);
      if (name.isEmpty()) {
        continue;
      }
      try {
        Map<String, String> over = texts.getOrDefault(name.get(), Map.of());
        Optional<String> source = Optional.of(file.toString());
        raw.put(name.get(), new RawSettings(name.get(), source, FolderFiles.read(file), over));
      } catch (BrokenConfigurationException e) {
        broken.add(name.get());
        problems.addAll(e.problems());
      }
    }
    texts.forEach(
        (name, over) ->
            raw.putIfAbsent(name, new RawSettings(name, Optional.empty(), Map.of(), over)));
    raw.keySet().removeAll(broken);
    Map<ConfigName, Map<String, Object>> good = new LinkedHashMap<>();
    raw.forEach(
        (name, given) -> {
          int before = problems.size();
          Section section = catalog.find(name);
          Map<String, Object> values =
              section == null ? PluginValues.of(given) : section.check(given, problems);
          if (problems.size() == before) {
            good.put(name, values);
          } else {
            broken.add(name);
          }
        });
    return new Settings(good, broken, List.copyOf(problems));
  }

  private static Optional<ConfigName> nameOf(Path file, Catalog catalog, List<Problem> problems) {
    Optional<ConfigName> name = ConfigName.parse(FolderFiles.nameOf(file));
    if (name.isEmpty()) {
      problems.add(
          new Problem(
              file.toString(),
              "expected a file name like NAME.json or NAME~INSTANCE.json, with letters, digits,"
                  + " dots, dashes and underscores"));
    } else if (!catalog.knows(name.get())) {
      problems.add(new Problem(file.toString(), catalog.unknown(name.get())));
      return Optional.empty();
    }
    return name;
  }

  /** The names only: values may be secrets. */
  @Override
  public String toString() {
    return good.keySet() + " with " + problems.size() + " problems";
  }
}
