package dev.keybay.core.policy;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.event.PolicyChanged;
import dev.keybay.api.policy.Policies;
import dev.keybay.api.policy.PolicyEngine;
import dev.keybay.api.policy.PolicyFunction;
import dev.keybay.api.policy.PolicyLimits;
import dev.keybay.api.policy.PolicyTrace;
import dev.keybay.api.policy.PolicyVersion;
import dev.keybay.api.policy.PolicyVersion.Action;
import dev.keybay.api.store.SecretChange;
import dev.keybay.api.store.SecretInfo;
import dev.keybay.api.store.SecretNamespace;
import dev.keybay.api.store.SecretStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Policies in the key store's namespace {@link #NAMESPACE}, compiled by the engine for Rego. An
 * evaluation of a policy that is compiled is a look-up in an immutable map and no more; the store
 * is read after a change, and when the engine is swapped.
 */
@Component(
    immediate = true,
    service = {Policies.class, StoredPolicies.class},
    configurationPid = PolicySettings.PID)
@Designate(ocd = PolicySettings.class)
public final class StoredPolicies implements Policies {
  static final String NAMESPACE = "host/policy";
  private static final int PAGE = 500;

  private final SecretNamespace store;
  private final EventNotifier events;
  private final PolicyCache cache = new PolicyCache();
  private final PolicyHistory history;
  private final PolicyScopes scopes = new PolicyScopes(this::storedScopes);
  private final AutoCloseable watch;
  private volatile PolicyLimits limits;
  private volatile int historyLength;

  @Activate
  public StoredPolicies(
      @Reference SecretStore secrets, @Reference EventNotifier events, PolicySettings settings) {
    store = secrets.namespace(NAMESPACE);
    this.events = events;
    limits = PolicyLimitSettings.read(settings, PolicyLimits.DEFAULT);
    historyLength = PolicyLimitSettings.historyLength(settings);
    history = new PolicyHistory(store, () -> historyLength);
    watch = store.watch("", this::changed);
  }

  @Modified
  void modified(PolicySettings settings) {
    limits = PolicyLimitSettings.read(settings, limits);
    historyLength = PolicyLimitSettings.historyLength(settings);
  }

  @Deactivate
  void stop() throws Exception {
    watch.close();
  }

  /** Methods and not a field, because what an engine has compiled must go with it. */
  @Reference(
      target = "(" + PolicyEngine.LANGUAGE + "=rego)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      unbind = "dropEngine")
  void useEngine(PolicyEngine engine) {
    cache.use(engine);
  }

  void dropEngine(PolicyEngine engine) {
    cache.drop(engine);
  }

  @Override
  public void set(Kind kind, String id, String source) {
    set(kind, id, source, Action.SET);
  }

  private void set(Kind kind, String id, String source, Action action) {
    byte[] text = PolicyText.bytes(kind, id, source);
    PolicyEngine engine = PolicyCompiler.require(cache.now().engine());
    String hash = PolicyText.hash(text);
    var compiled = PolicyCompiler.compile(engine, id, source);
    SecretInfo stored = history.set(kind, id, text, action);
    cache.put(engine, kind, id, new CachedPolicy.Ready(stored.revision(), hash, compiled));
    // If the engine was swapped meanwhile, the line above did nothing and this one makes it load.
    outdate(kind, id, stored.revision());
    events.publish(new PolicyChanged(PolicyNames.text(kind), id, hash));
  }

  /** Compiled first if an engine is there; at a first start the defaults may be earlier than it. */
  @Override
  public void setDefault(Kind kind, String id, String source) {
    byte[] text = PolicyText.bytes(kind, id, source);
    if (store.get(PolicyNames.key(kind, id)).isPresent()) {
      return;
    }
    PolicyEngine engine = cache.now().engine();
    if (engine != null) {
      PolicyCompiler.compile(engine, id, source);
    }
    Optional<SecretInfo> stored = history.setFirst(kind, id, text);
    if (stored.isPresent()) {
      outdate(kind, id, stored.get().revision());
      events.publish(new PolicyChanged(PolicyNames.text(kind), id, PolicyText.hash(text)));
    }
  }

  @Override
  public boolean delete(Kind kind, String id) {
    Optional<SecretInfo> recorded =
        PolicyNames.valid(kind, id) ? history.delete(kind, id) : Optional.empty();
    if (recorded.isEmpty()) {
      return false;
    }
    // The entry of the history was stored after the deletion, in the same transaction.
    outdate(kind, id, recorded.get().revision());
    events.publish(new PolicyChanged(PolicyNames.text(kind), id, ""));
    return true;
  }

  @Override
  public List<PolicyVersion> history(Kind kind, String id) {
    return PolicyNames.valid(kind, id) ? history.list(kind, id) : List.of();
  }

  @Override
  public Optional<String> source(Kind kind, String id, long number) {
    return PolicyNames.valid(kind, id) && number > 0
        ? history.text(kind, id, number).map(text -> new String(text, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  @Override
  public void rollback(Kind kind, String id, long number) {
    String source =
        source(kind, id, number)
            .orElseThrow(
                () ->
                    new KbsException(
                        ErrorCode.NOT_FOUND,
                        "The history of this policy has no text of the number " + number));
    set(kind, id, source, Action.ROLLBACK);
  }

  @Override
  public List<String> applying(String plugin, List<String> path) {
    return scopes.applying(plugin, path);
  }

  @Override
  public PolicyTrace test(
      String source,
      Map<String, ?> data,
      @Nullable Object input,
      List<String> rules,
      List<PolicyFunction> functions) {
    PolicyText.bytes(source);
    PolicyEngine engine = PolicyCompiler.require(cache.now().engine());
    return PolicyCompiler.compile(engine, "policy", source)
        .trace(data, input, rules, functions, limits);
  }

  @Override
  public boolean defines(String source, String rule) {
    PolicyText.bytes(source);
    PolicyEngine engine = PolicyCompiler.require(cache.now().engine());
    return PolicyCompiler.compile(engine, "policy", source).defines(rule);
  }

  @Override
  public boolean defines(Kind kind, String id, String rule) {
    return ready(cache.now(), kind, id).compiled().defines(rule);
  }

  @Override
  public Optional<String> source(Kind kind, String id) {
    return PolicyNames.valid(kind, id)
        ? store
            .get(PolicyNames.key(kind, id))
            .map(entry -> new String(entry.value(), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  @Override
  public List<String> ids(Kind kind) {
    return ids(kind, "");
  }

  private List<String> storedScopes() {
    return ids(Kind.RESOURCE, SCOPE);
  }

  private List<String> ids(Kind kind, String beginning) {
    String kindPrefix = PolicyNames.prefix(kind);
    String prefix = kindPrefix + beginning;
    List<String> ids = new ArrayList<>();
    List<SecretInfo> page = store.list(prefix, "", PAGE);
    while (!page.isEmpty()) {
      page.forEach(info -> ids.add(info.key().substring(kindPrefix.length())));
      page =
          page.size() < PAGE
              ? List.of()
              : store.list(prefix, page.get(page.size() - 1).key(), PAGE);
    }
    return List.copyOf(ids);
  }

  @Override
  public Map<String, @Nullable Object> evaluate(
      Kind kind,
      String id,
      Map<String, ?> data,
      @Nullable Object input,
      List<String> rules,
      List<PolicyFunction> functions) {
    PolicyCache.Contents now = cache.now();
    try {
      return ready(now, kind, id).compiled().evaluate(data, input, rules, functions, limits);
    } catch (LinkageError e) {
      // The engine's bundle went away under the evaluation. Its successor decides, if there is one.
      PolicyCache.Contents later = cache.now();
      if (later.engine() == now.engine()) {
        throw e;
      }
      return ready(later, kind, id).compiled().evaluate(data, input, rules, functions, limits);
    }
  }

  /** SHA-384 of the text that is evaluated now, hexadecimal, if one is compiled. */
  Optional<String> hash(Kind kind, String id) {
    CachedPolicy known = cache.now().policies(kind).get(id);
    if (known instanceof CachedPolicy.Ready ready) {
      return Optional.of(ready.hash());
    }
    return known instanceof CachedPolicy.Broken broken
        ? Optional.of(broken.hash())
        : Optional.empty();
  }

  private CachedPolicy.Ready ready(PolicyCache.Contents now, Kind kind, String id) {
    CachedPolicy policy = now.policies(kind).get(id);
    if (policy == null || policy instanceof CachedPolicy.Outdated) {
      policy = load(now, kind, id, policy == null ? 0 : policy.revision());
    }
    if (policy instanceof CachedPolicy.Ready ready) {
      return ready;
    }
    if (policy instanceof CachedPolicy.Broken broken) {
      // The engine's words tell what is in the text, and guests are answered with this.
      throw new KbsException(
          ErrorCode.POLICY_FAILED,
          PolicyCompiler.ERROR + "the stored policy does not compile",
          broken.problem());
    }
    throw new KbsException(
        ErrorCode.NOT_FOUND, "No " + PolicyNames.text(kind) + " policy of that id is stored");
  }

  private CachedPolicy load(PolicyCache.Contents now, Kind kind, String id, long revision) {
    PolicyEngine engine = PolicyCompiler.require(now.engine());
    CachedPolicy loaded =
        PolicyNames.valid(kind, id)
            ? store
                .get(PolicyNames.key(kind, id))
                .map(entry -> PolicyCompiler.compiled(engine, id, entry))
                .orElseGet(() -> new CachedPolicy.Absent(revision))
            : new CachedPolicy.Absent(revision);
    cache.put(engine, kind, id, loaded);
    return loaded;
  }

  private void outdate(Kind kind, String id, long revision) {
    cache.outdate(kind, id, revision);
    if (id.startsWith(SCOPE)) {
      scopes.changed();
    }
  }

  private void changed(SecretChange change) {
    for (Kind kind : Kind.values()) {
      String prefix = PolicyNames.prefix(kind);
      if (change.key().startsWith(prefix)) {
        outdate(kind, change.key().substring(prefix.length()), change.revision());
      }
    }
  }
}
