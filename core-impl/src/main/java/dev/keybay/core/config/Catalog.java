package dev.keybay.core.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;

/** Which settings there are: the Metatype of all installed bundles, for PIDs of Keybay. */
record Catalog(Map<String, Section> sections) {

  static Catalog of(Bundle[] bundles, MetaTypeService metatype) {
    Map<String, Section> sections = new LinkedHashMap<>();
    for (Bundle bundle : bundles) {
      MetaTypeInformation information = metatype.getMetaTypeInformation(bundle);
      if (information != null) {
        add(sections, information, information.getPids(), false);
        add(sections, information, information.getFactoryPids(), true);
      }
    }
    return new Catalog(sections);
  }

  private static void add(
      Map<String, Section> sections,
      MetaTypeInformation information,
      String @Nullable [] pids,
      boolean factory) {
    if (pids == null) {
      return;
    }
    for (String pid : pids) {
      if (pid.startsWith("keybay.")) {
        sections.put(
            pid,
            Section.of(
                information.getObjectClassDefinition(pid, null), factory, HostChecks.of(pid)));
      }
    }
  }

  /** The section of this name; null where there is none, and for the settings of plugins. */
  @Nullable Section find(ConfigName name) {
    Section section = sections.get(name.pid());
    return section != null && section.factory() == name.instance().isPresent() ? section : null;
  }

  boolean knows(ConfigName name) {
    return name.ofPlugin() || find(name) != null;
  }

  /** Why this name is not known, and what to write instead. */
  String unknown(ConfigName name) {
    Section section = sections.get(name.pid());
    String pid = ConfigName.shortName(name.pid());
    if (section != null) {
      return section.factory()
          ? "there may be several sets of these settings; name this one: " + pid + "~NAME"
          : "there is only one set of these settings: write " + pid + " without ~";
    }
    Collection<String> known = sections.keySet().stream().map(ConfigName::shortName).toList();
    return "nothing has settings of the name \"" + pid + "\"" + Suggestion.of(pid, known);
  }
}
