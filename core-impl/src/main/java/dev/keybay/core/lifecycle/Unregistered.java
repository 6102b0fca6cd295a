package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.registry.RegistryStore;
import dev.keybay.core.registry.Release;
import dev.keybay.core.upkeep.Shelf;
import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What stands in the content store for {@code register} to take. Thread-safe. */
final class Unregistered {
  private final RegistryStore registry;
  private final Shelf shelf;

  Unregistered(RegistryStore registry, Shelf shelf) {
    this.registry = registry;
    this.shelf = shelf;
  }

  /** All of it, lowest first. */
  List<Release> releases() {
    try {
      return shelf.unregistered(registry.current());
    } catch (IOException e) {
      throw new KbsException(ErrorCode.INTERNAL, "The content store cannot be read", e);
    }
  }

  /**
   * The same refusal; what was not found may be on disk all the same, and then it says so and what
   * to do.
   */
  KbsException told(PluginRequest request, KbsException refused) {
    if (refused.code() != ErrorCode.NOT_FOUND || request.operation() == PluginOperation.REGISTER) {
      return refused; // register lists them itself
    }
    String here = named(request.target());
    return here.isEmpty() // or the store cannot be read, which is not what was asked
        ? refused
        : new KbsException(
            ErrorCode.NOT_FOUND,
            refused.publicMessage()
                + "; on disk and not registered: "
                + here
                + "; use register to have it back",
            refused);
  }

  private String named(String target) {
    Optional<String> name = name(target);
    try {
      return shelf.unregistered(registry.current()).stream()
          .map(Release::plugin)
          .filter(plugin -> name.filter(plugin.name()::equals).isPresent())
          .map(PluginVersion::toString)
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      return "";
    }
  }

  private static Optional<String> name(String target) {
    try {
      return Optional.of(
          Targets.version(target)
              .map(PluginVersion::name)
              .orElseGet(() -> RequestedChange.name(target)));
    } catch (KbsException e) {
      return Optional.empty(); // a file or an address
    }
  }
}
