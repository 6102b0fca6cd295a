package dev.keybay.core.lifecycle;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.plugin.PluginOperation;
import dev.keybay.api.plugin.PluginRequest;
import dev.keybay.core.admission.Admission;
import dev.keybay.core.registry.Consent;
import dev.keybay.core.registry.Grants;
import dev.keybay.core.registry.Meanings;
import dev.keybay.core.registry.Order;
import dev.keybay.core.registry.PluginStream;
import dev.keybay.core.registry.Registry;
import dev.keybay.core.registry.Relations;
import dev.keybay.core.registry.Release;
import dev.keybay.core.registry.Transitions;
import dev.keybay.core.registry.Trust;
import dev.keybay.format.naming.PluginVersion;
import dev.keybay.format.naming.Selector;
import dev.keybay.format.naming.StreamId;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a request does to the registry. Pure: the same for a plan and for the deed.
 *
 * @param name the plugin that it concerns
 * @param change gives the registry after, or throws what the operator is told
 */
public record RequestedChange(String name, UnaryOperator<Registry> change) {

  /**
   * The same, refused where what would run may not, or asks for more than is consented to.
   *
   * @param force whether those that depend on what stops are left behind
   */
  public RequestedChange under(Consent consent, boolean force) {
    return new RequestedChange(
        name,
        before -> {
          Registry after = change.apply(before);
          Relations.check(before, after, force);
          return Grants.consented(before, after, consent);
        });
  }

  /** Trusts the bytes of a version so far. */
  static RequestedChange trust(PluginVersion version, Trust trust) {
    return new RequestedChange(
        version.name(), registry -> Transitions.trust(registry, version, trust));
  }

  /** Of a request about what is registered. */
  static RequestedChange of(PluginRequest request, Registry now) {
    String target = request.target();
    return switch (request.operation()) {
      case ENABLE -> new RequestedChange(name(target), registry -> enable(registry, target));
      case DISABLE -> new RequestedChange(name(target), registry -> disable(registry, target));
      case UPDATE -> update(Targets.exact(target));
      case DOWNGRADE -> downgrade(Targets.exact(target));
      case ROLLBACK -> {
        StreamId id = Targets.stream(now, target);
        yield new RequestedChange(
            id.name(), registry -> Transitions.choose(registry, Order.rollback(registry, id)));
      }
      case PROMOTE -> {
        StreamId id = promoted(request, now);
        yield new RequestedChange(
            id.name(),
            registry ->
                Meanings.route(
                    Meanings.promote(registry, id), id.name(), Targets.shares(id.name(), request)));
      }
      case EXPOSE, HIDE -> {
        StreamId id = Targets.stream(now, target);
        boolean on = request.operation() == PluginOperation.EXPOSE;
        yield new RequestedChange(id.name(), registry -> Meanings.expose(registry, id, on));
      }
      case ROUTE ->
          new RequestedChange(
              target,
              registry -> Meanings.route(registry, target, Targets.shares(target, request)));
      case ALIAS, UNALIAS -> alias(request);
      case KEY_ROTATE ->
          new RequestedChange(target, registry -> Transitions.rotate(registry, target));
      case KEY_REVOKE ->
          new RequestedChange(target, registry -> Transitions.revoke(registry, target, true));
      case UNREGISTER, REMOVE -> {
        PluginVersion version = Targets.exact(target);
        yield new RequestedChange(
            version.name(), registry -> Transitions.unregister(registry, version));
      }
      default -> throw new IllegalArgumentException(request.operation() + " is more than a change");
    };
  }

  /** Of a request that brings a jar, or names one in the content store. */
  static RequestedChange of(PluginOperation operation, Release release) {
    return of(operation, release, registry -> Transitions.register(registry, release));
  }

  /** Of a request that brings a jar. */
  static RequestedChange of(PluginOperation operation, Admission.Admitted admitted) {
    return operation == PluginOperation.INSTALL
        ? of(operation, admitted.release(), registry -> registered(registry, admitted))
        : of(operation, admitted.release());
  }

  /** The registry that knows a jar; in development, instead of other bytes of its version. */
  public static Registry registered(Registry registry, Admission.Admitted admitted) {
    return admitted.development()
        ? Transitions.replace(registry, admitted.release())
        : Transitions.register(registry, admitted.release());
  }

  private static RequestedChange of(
      PluginOperation operation, Release release, UnaryOperator<Registry> register) {
    PluginVersion plugin = release.plugin();
    return new RequestedChange(
        plugin.name(),
        registry ->
            switch (operation) {
              case INSTALL -> {
                Registry known = register.apply(registry);
                Order.installation(known, release);
                yield Transitions.activate(known, plugin);
              }
              case UPDATE -> {
                Order.update(registry, release);
                yield Transitions.choose(register.apply(registry), plugin);
              }
              case DOWNGRADE -> {
                Order.downgrade(registry, release);
                yield Transitions.choose(register.apply(registry), plugin);
              }
              case REGISTER -> register.apply(registry);
              default -> throw new IllegalArgumentException(operation + " takes no jar");
            });
  }

  private static RequestedChange update(PluginVersion version) {
    return new RequestedChange(
        version.name(),
        registry -> {
          Order.update(registry, Order.known(registry, version));
          return Transitions.choose(registry, version);
        });
  }

  private static RequestedChange downgrade(PluginVersion version) {
    return new RequestedChange(
        version.name(),
        registry -> {
          Order.downgrade(registry, Order.known(registry, version));
          return Transitions.choose(registry, version);
        });
  }

  private static Registry enable(Registry registry, String target) {
    Optional<PluginVersion> exact =
        Targets.version(target).filter(version -> registry.release(version).isPresent());
    if (exact.isPresent()) {
      PluginStream stream = Order.known(registry, Order.known(registry, exact.get()).stream());
      if (stream.active().filter(active -> !active.equals(exact.get())).isPresent()) {
        throw new KbsException(
            ErrorCode.CONFLICT,
            stream.id()
                + " serves "
                + stream.active().get().version()
                + "; use update or downgrade to change the version");
      }
      return Transitions.activate(registry, exact.get());
    }
    Registry after = registry;
    for (PluginStream stream : Targets.streams(registry, target)) {
      after = Transitions.enable(after, stream.id());
    }
    return after;
  }

  private static Registry disable(Registry registry, String target) {
    Registry after = registry;
    for (PluginStream stream : Targets.streams(registry, target)) {
      after = Transitions.disable(after, stream.id());
    }
    return after;
  }

  private static RequestedChange alias(PluginRequest request) {
    Selector from = Targets.selector(request.target());
    Optional<Selector> to =
        request.operation() == PluginOperation.ALIAS
            ? Optional.of(Targets.selector(required(request, "to")))
            : Optional.empty();
    return new RequestedChange(from.name(), registry -> Meanings.alias(registry, from, to));
  }

  /** {@code promote resource to=resource@1.1}, or {@code promote resource@1.1}. */
  private static StreamId promoted(PluginRequest request, Registry now) {
    String to = request.arguments().getOrDefault("to", request.target());
    StreamId id = Targets.stream(now, to);
    if (!id.name().equals(name(request.target()))) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST,
          "'" + to + "' is no stream of " + request.target() + "; promote " + id.name() + " to it");
    }
    return id;
  }

  private static String required(PluginRequest request, String argument) {
    String value = request.arguments().get(argument);
    if (value == null || value.isEmpty()) {
      throw new KbsException(
          ErrorCode.BAD_REQUEST, request.operation().word() + " needs the argument " + argument);
    }
    return value;
  }

  /** The name in a selector or a stream's name. */
  static String name(String target) {
    return StreamId.parse(target)
        .map(StreamId::name)
        .orElseGet(() -> Targets.selector(target).name());
  }
}
