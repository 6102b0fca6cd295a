package dev.keybay.format.descriptor;

import dev.keybay.api.plugin.PackageFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The package formats that this host knows: the one table of them. */
public final class PackageFormats {
  /** A plain bundle. */
  public static final int PLAIN = 1;

  /** A bundle with a descriptor. */
  public static final int DESCRIBED = 2;

  private static final Set<String> OF_ANY =
      Set.of(
          "alias",
          "disable",
          "enable",
          "expose",
          "hide",
          "install",
          "key",
          "list",
          "promote",
          "register",
          "remove",
          "route",
          "sync",
          "trust",
          "unregister");

  /** What replaces one version by another inside a stream; a plain bundle has no stream. */
  private static final Set<String> OF_STREAMS = Set.of("downgrade", "rollback", "update");

  private static final List<PackageFormat> ALL =
      List.of(
          new PackageFormat(
              PLAIN, "1.0.0", "a plain OSGi bundle; its versions never replace each other", OF_ANY),
          new PackageFormat(
              DESCRIBED, "1.0.0", "a bundle with " + Descriptor.ENTRY, union(OF_ANY, OF_STREAMS)));

  private PackageFormats() {}

  /** All of them, the lowest first. */
  public static List<PackageFormat> all() {
    return ALL;
  }

  /** One of them. */
  public static Optional<PackageFormat> find(int number) {
    return ALL.stream().filter(format -> format.number() == number).findFirst();
  }

  /** For messages: {@code formats 1 and 2}. */
  static String known() {
    return ALL.stream()
        .map(format -> String.valueOf(format.number()))
        .collect(Collectors.joining(" and ", "formats ", ""));
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    return Stream.concat(left.stream(), right.stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
