package dev.keybay.format.descriptor;

import java.util.List;
import java.util.Optional;

/**
 * What is for people and for the catalogue.
 *
 * @param title at most 80 characters
 * @param summary one line, at most 140 characters
 * @param description several lines, at most 16384 characters
 * @param categories words, at most 16
 * @param tags words, at most 32
 * @param maintainer a name or an address
 * @param licenses SPDX expressions, at most 16
 * @param homepage an http or https address
 * @param icon an entry of the jar
 */
public record About(
    Optional<String> title,
    Optional<String> summary,
    Optional<String> description,
    List<String> categories,
    List<String> tags,
    Optional<String> maintainer,
    List<String> licenses,
    Optional<String> homepage,
    Optional<String> icon,
    Optional<Status> status) {

  static About read(Fields root) throws DescriptorException {
    return new About(
        root.text("title", TextRule.line(80)),
        root.text("summary", TextRule.line(140)),
        root.text("description", TextRule.prose(16_384)),
        root.texts("categories", TextRule.WORD, 16),
        root.texts("tags", TextRule.WORD, 32),
        root.text("maintainer", TextRule.line(200)),
        root.texts("licenses", TextRule.line(100), 16),
        root.text("homepage", TextRule.WEB),
        root.text("icon", TextRule.ENTRY),
        root.choice("status", Status.values()));
  }
}
