package dev.keybay.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * The settings that a component of the host takes, by its Metatype.
 *
 * @param factory true if there may be several sets of them, each with a name after {@code ~}
 * @param whole what is asked about all of them together
 */
record Section(boolean factory, Map<String, Attribute> attributes, SettingsCheck whole) {

  static Section of(ObjectClassDefinition definition, boolean factory, SettingsCheck whole) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    add(attributes, definition, ObjectClassDefinition.REQUIRED, true);
    add(attributes, definition, ObjectClassDefinition.OPTIONAL, false);
    return new Section(factory, attributes, whole);
  }

  private static void add(
      Map<String, Attribute> attributes,
      ObjectClassDefinition definition,
      int filter,
      boolean required) {
    AttributeDefinition[] definitions = definition.getAttributeDefinitions(filter);
    if (definitions != null) {
      for (AttributeDefinition each : definitions) {
        attributes.put(each.getID(), new Attribute(each, required));
      }
    }
  }

  /** The settings for Configuration Admin; what does not fit is added to the problems. */
  Map<String, Object> check(RawSettings raw, List<Problem> problems) {
    int before = problems.size();
    Map<String, Object> checked = checkEach(raw, problems);
    if (problems.size() == before) {
      whole
          .problems(checked)
          .forEach(
              (key, text) ->
                  problems.add(new Problem(raw.sourceOf(key), "\"" + key + "\": " + text)));
    }
    return checked;
  }

  private Map<String, Object> checkEach(RawSettings raw, List<Problem> problems) {
    Map<String, Object> checked = new LinkedHashMap<>();
    raw.members()
        .forEach(
            (key, value) -> {
              if (!raw.overrides().containsKey(key)) {
                put(
                    checked,
                    problems,
                    raw.source(value),
                    key,
                    attribute -> attribute.fromJson(value.value()));
              }
            });
    raw.overrides()
        .forEach(
            (key, text) -> put(checked, problems, raw.source(key), key, it -> it.fromText(text)));
    List<String> missing = new ArrayList<>();
    for (Attribute attribute : attributes.values()) {
      if (attribute.mustBeGiven()
          && !raw.members().containsKey(attribute.name())
          && !raw.overrides().containsKey(attribute.name())) {
        missing.add("\"" + attribute.name() + "\"");
      }
    }
    if (!missing.isEmpty()) {
      problems.add(new Problem(raw.source(), "missing: " + String.join(", ", missing)));
    }
    return checked;
  }

  private interface Reading {
    Object from(Attribute attribute) throws Attribute.Refused;
  }

  private void put(
      Map<String, Object> checked,
      List<Problem> problems,
      String source,
      String key,
      Reading reading) {
    Attribute attribute = attributes.get(key);
    if (attribute == null) {
      String meant = Suggestion.of(key, attributes.keySet());
      problems.add(new Problem(source, "there is no setting \"" + key + "\"" + meant));
      return;
    }
    try {
      checked.put(key, reading.from(attribute));
    } catch (Attribute.Refused e) {
      problems.add(new Problem(source, "\"" + key + "\": " + e.getMessage()));
    }
  }
}
