package dev.keybay.api.plugin;

import java.util.Set;

/**
 * A format of plugin packages that the host knows.
 *
 * @param number from 1
 * @param since the first Keybay that knew it, three numbers
 * @param meaning what such a package is, for people
 * @param operations the names of the operations that it can be given, for example {@code update}
 */
public record PackageFormat(int number, String since, String meaning, Set<String> operations) {

  public PackageFormat {
    operations = Set.copyOf(operations);
  }

  /** Whether it can be given this operation. */
  public boolean takes(String operation) {
    return operations.contains(operation);
  }
}
