package dev.keybay.core.registry;

import dev.keybay.format.descriptor.Isolation;
import dev.keybay.format.descriptor.Relation;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.osgi.framework.VersionRange;

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
            Instant.ofEpochSecond(0))
        .demanding(demands());
  }

  /** b 1.1 needs some a 1.0; from b 1.0.3 on, no a 1.1 may run beside it. */
  private Demands demands() {
    if (!name.equals("b")) {
      return Demands.NONE;
    }
    return new Demands(
        minor == 1 ? List.of(of("a", "[1.0,1.1)")) : List.of(),
        minor == 0 && patch == 3 ? List.of(of("a", "[1.1,1.2)")) : List.of(),
        new TreeSet<>(),
        Isolation.ANY);
  }

  private static Relation of(String plugin, String range) {
    return new Relation(plugin, new VersionRange(range), Optional.of("a word"));
  }

  /** With what the versions require of each other; what is refused has changed nothing. */
  boolean applyTo(Model model) {
    Model before = model.copy();
    boolean done = change(model);
    if (done && !model.mayFollow(before, forced())) {
      model.become(before);
      return false;
    }
    return done;
  }

  private boolean forced() {
    return word.equals("disable") && patch == 0;
  }

  private boolean change(Model model) {
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
    Registry after = change(registry);
    Relations.check(registry, after, forced());
    return after;
  }

  private Registry change(Registry registry) {
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
