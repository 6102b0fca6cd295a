package dev.keybay.format.descriptor;

import dev.keybay.format.naming.VersionNumbers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Values with a unit, and ranges of versions. */
final class Amounts {
  static final Duration MAX_DURATION = Duration.ofHours(24);

  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})(KiB|MiB|GiB)");
  private static final String V = VersionNumbers.FORM + "(\\." + VersionNumbers.FORM + "){0,2}";
  private static final Pattern RANGE = Pattern.compile(V + "|[\\[(]" + V + ", ?" + V + "[\\])]");

  private Amounts() {}

  /** For example {@code 250ms}, {@code 30s}, {@code 5m}, {@code 1h}; at most a day. */
  static Optional<Duration> duration(Fields fields, String name) throws DescriptorException {
    @Nullable Node node = fields.node(name).orElse(null);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar) {
      Matcher matcher = DURATION.matcher(scalar.getValue());
      if (matcher.matches()) {
        Duration duration = duration(Long.parseLong(matcher.group(1)), matcher.group(2));
        if (duration.compareTo(MAX_DURATION) <= 0) {
          return Optional.of(duration);
        }
      }
    }
    throw YamlTree.error(
        node,
        "expected "
            + name
            + ": a time up to 24h, for example 250ms, 30s or 5m; found "
            + Found.of(node));
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** Bytes: a whole number, or one with KiB, MiB or GiB. */
  static Optional<Long> size(Fields fields, String name, long min, long max)
      throws DescriptorException {
    @Nullable Node node = fields.node(name).orElse(null);
    if (node == null) {
      return Optional.empty();
    }
    long size = size(node);
    if (size >= min && size <= max) {
      return Optional.of(size);
    }
    throw YamlTree.error(
        node,
        "expected "
            + name
            + ": "
            + min
            + " to "
            + max
            + " bytes, as a number or for example 64MiB; found "
            + Found.of(node));
  }

  /** -1 for what is no size. */
  private static long size(Node node) throws DescriptorException {
    Object value = YamlTree.value(node);
    if (value instanceof Long bytes) {
      return bytes;
    }
    if (!(value instanceof String text)) {
      return -1;
    }
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return -1;
    }
    int shift =
        switch (matcher.group(2)) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          default -> 30;
        };
    return Long.parseLong(matcher.group(1)) << shift;
  }

  /**
   * A version range of OSGi (Core 8 §3.2.6): {@code [1.2,2)}, or {@code 1.2} for that and all later
   * ones. Plain numbers are taken as they are written, so that {@code java: 17} needs no quotes.
   */
  static Optional<VersionRange> range(Fields fields, String name) throws DescriptorException {
    @Nullable Node node = fields.node(name).orElse(null);
    if (node == null) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar && RANGE.matcher(scalar.getValue()).matches()) {
      return Optional.of(range(node, name, scalar.getValue()));
    }
    throw YamlTree.error(
        node,
        "expected "
            + name
            + ": a range of versions, for example '[1.0,2)', or 1.0 for at least"
            + " that; found "
            + Found.of(node));
  }

  private static VersionRange range(Node node, String name, String text)
      throws DescriptorException {
    VersionRange range;
    try {
      range = new VersionRange(text.replace(" ", ""));
    } catch (IllegalArgumentException e) {
      throw YamlTree.error(node, name + ": a number is above 2147483647 in the range " + text);
    }
    if (range.isEmpty()) {
      throw YamlTree.error(node, name + ": no version is in the range " + text);
    }
    return range;
  }

  /** The least version that a range asks for, as text without zeros at its end. */
  static String least(VersionRange range) {
    Version version = range.getLeft();
    return version.getMicro() == 0
        ? version.getMajor() + "." + version.getMinor()
        : version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
  }
}
