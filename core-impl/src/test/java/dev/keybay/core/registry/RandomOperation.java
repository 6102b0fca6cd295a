package dev.keybay.core.registry;

import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** One operation of a few plugins, with few versions, so that they meet often. */
record RandomOperation(String word, String name, int minor, int patch, int format, int bytes) {
  private static final String[] WORDS = {
    "install",
    "install",
    "install",
    "update",
    "downgrade",
    "rollback",
    "enable",
    "disable",
    "register",
    "unregister",
    "promote"
  };

  static RandomOperation next(Random random) {
    String name = random.nextBoolean() ? "a" : "b";
    return new RandomOperation(
        WORDS[random.nextInt(WORDS.length)],
        name,
        random.nextInt(2),
        random.nextInt(4),
        // Format is a property of the plugin: mixing is what the acceptance tests are for.
        2,
        random.nextInt(12) == 0 ? 1 : 0);
  }

  PluginVersion plugin() {
    return new PluginVersion(name, "1." + minor + "." + patch);
  }

  StreamId stream() {
    return new StreamId(name, "1." + minor);
  }

  Release release() {
    return new Release(
        plugin(),
        format,
        "sha256:" + plugin() + bytes,
        Optional.empty(),
        "a test",
        Instant.ofEpochSecond(0));
  }

  boolean applyTo(Model model) {
    return switch (word) {
      case "install" -> model.install(name, minor, patch, bytes);
      case "update" -> model.update(name, minor, patch, bytes);
      case "downgrade" -> model.downgrade(name, minor, patch, bytes);
      case "rollback" -> model.rollback(name, minor);
      case "enable" -> model.enable(name, minor);
      case "disable" -> model.disable(name, minor);
      case "register" -> model.register(name, minor, patch, bytes);
      case "unregister" -> model.unregister(name, minor, patch);
      default -> model.promote(name, minor);
    };
  }

  Registry applyTo(Registry registry) {
    return switch (word) {
      case "install" -> {
        Registry known = Transitions.register(registry, release());
        Order.installation(known, release());
        yield Transitions.activate(known, plugin());
      }
      case "update" -> {
        Order.update(registry, release());
        yield Transitions.choose(Transitions.register(registry, release()), plugin());
      }
      case "downgrade" -> {
        Order.downgrade(registry, release());
        yield Transitions.choose(Transitions.register(registry, release()), plugin());
      }
      case "rollback" -> Transitions.choose(registry, Order.rollback(registry, stream()));
      case "enable" -> Transitions.enable(registry, stream());
      case "disable" -> Transitions.disable(registry, stream());
      case "register" -> Transitions.register(registry, release());
      case "unregister" -> Transitions.unregister(registry, plugin());
      default -> Transitions.promote(registry, stream());
    };
  }

  @Override
  public String toString() {
    return word + " " + plugin() + (bytes == 0 ? "" : "'");
  }
}
