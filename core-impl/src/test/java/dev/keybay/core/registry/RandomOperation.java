package dev.keybay.core.registry;

import dev.keybay.format.descriptor.Isolation;
import dev.keybay.format.descriptor.Relation;
import dev.keybay.format.descriptor.TrustLevel;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.framework.VersionRange;

/**
 * One operation of a few plugins, with few versions, so that they meet often.
 *
 * @param dice 0 to 99, for what only some operations have
 */
record RandomOperation(String word, String name, int minor, int patch, int bytes, int dice) {
  private static final Instant NOW = Instant.EPOCH;
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
    "withdraw",
    "trust",
    "promote",
    "route",
    "route",
    "expose",
    "hide",
    "alias",
    "unalias"
  };
  private static final String[] NICKNAMES = {"x", "x@1", "a@1.0"};

  static RandomOperation next(Random random) {
    String name = random.nextBoolean() ? "a" : "b";
    return new RandomOperation(
        WORDS[random.nextInt(WORDS.length)],
        name,
        random.nextInt(2),
        random.nextInt(4),
        random.nextInt(12) == 0 ? 1 : 0,
        random.nextInt(100));
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
            // Format is a property of the plugin: mixing is what the acceptance tests are for.
            2,
            "sha256:" + plugin() + bytes,
            Optional.empty(),
            "a test",
            NOW)
        .demanding(demands());
  }

  /** b 1.1 needs some a 1.0; from b 1.0.3 on, no a 1.1 may run beside it. */
  private Demands demands() {
    boolean b = name.equals("b");
    return new Demands(
        b && minor == 1 ? List.of(of("a", "[1.0,1.1)")) : List.of(),
        b && minor == 0 && patch == 3 ? List.of(of("a", "[1.1,1.2)")) : List.of(),
        new TreeSet<>(Model.permissions(Model.text(name, minor, patch))),
        Isolation.ANY);
  }

  private static Relation of(String plugin, String range) {
    return new Relation(plugin, new VersionRange(range), Optional.of("a word"));
  }

  /** With what the versions require of each other; what is refused has changed nothing. */
  boolean applyTo(Model model) {
    Model before = model.copy();
    boolean done = change(model);
    if (done && !(model.mayFollow(before, forced()) && model.granted(before, consents()))) {
      model.become(before);
      return false;
    }
    return done;
  }

  private boolean forced() {
    return word.equals("withdraw") || (word.equals("disable") && patch == 0);
  }

  private boolean consents() {
    return dice < 70;
  }

  private boolean development() {
    return dice < 30;
  }

  private Selector nickname() {
    return selector(NICKNAMES[dice % NICKNAMES.length]);
  }

  private Selector meaning() {
    return selector(
        switch (dice / 3 % 3) {
          case 0 -> name;
          case 1 -> name + "@1." + minor;
          default -> name + "@1." + minor + "." + patch;
        });
  }

  private static Selector selector(String text) {
    return Selector.parse(text).orElseThrow();
  }

  private static String text(Selector selector) {
    return selector.name() + selector.version().map(version -> "@" + version).orElse("");
  }

  /** Of one or two versions; of none, or not of 100, now and then. */
  private SortedMap<PluginVersion, Integer> shares() {
    SortedMap<PluginVersion, Integer> shares = new TreeMap<>();
    if (dice >= 10) {
      int share = dice * 7 % 101;
      shares.merge(plugin(), share, Integer::sum);
      PluginVersion other = new PluginVersion(name, "1." + dice % 2 + "." + dice / 2 % 4);
      shares.merge(other, (dice > 90 ? 90 : 100) - Math.min(share, 90), Integer::sum);
    }
    return shares;
  }

  private Map<String, Integer> shareTexts() {
    Map<String, Integer> texts = new TreeMap<>();
    shares()
        .forEach((version, share) -> texts.put(version.name() + "-" + version.version(), share));
    return texts;
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
      case "withdraw" -> model.withdraw(name, minor, patch, dice % 4);
      case "trust" -> model.trust(name, minor, patch, development());
      case "route" -> model.route(name, shareTexts());
      case "expose", "hide" -> model.expose(name, minor, word.equals("expose"));
      case "alias" -> model.alias(text(nickname()), text(meaning()));
      case "unalias" -> model.unalias(text(nickname()));
      default -> model.promote(name, minor);
    };
  }

  Registry applyTo(Registry registry) {
    Registry after = change(registry);
    Relations.check(registry, after, forced());
    Consent consent = consents() ? Consent.all("a test", NOW) : Consent.none("a test", NOW);
    return Grants.consented(registry, after, consent);
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
      case "withdraw" -> {
        Order.known(registry, plugin());
        yield registry.isActive(plugin())
            ? Withdrawal.of(registry, plugin(), spare(registry))
            : registry;
      }
      case "trust" -> Transitions.trust(registry, plugin(), trust());
      case "route" -> Meanings.route(registry, name, shares());
      case "expose", "hide" -> Meanings.expose(registry, stream(), word.equals("expose"));
      case "alias" -> Meanings.alias(registry, nickname(), Optional.of(meaning()));
      case "unalias" -> Meanings.alias(registry, nickname(), Optional.empty());
      default -> Meanings.promote(registry, stream());
    };
  }

  private Optional<PluginVersion> spare(Registry registry) {
    PluginVersion spare = new PluginVersion(name, "1." + minor + "." + dice % 4);
    return Optional.of(spare)
        .filter(other -> !other.equals(plugin()) && registry.release(other).isPresent());
  }

  private Trust trust() {
    TrustLevel level = development() ? TrustLevel.DEVELOPMENT : TrustLevel.REVIEWED;
    return new Trust(level, "", "a test", NOW, false);
  }

  @Override
  public String toString() {
    return word
        + " "
        + switch (word) {
          case "route" -> name + shareTexts();
          case "alias" -> text(nickname()) + " -> " + text(meaning());
          case "unalias" -> text(nickname());
          default -> plugin() + (bytes == 0 ? "" : "'") + (consents() ? "" : " without consent");
        };
  }
}
