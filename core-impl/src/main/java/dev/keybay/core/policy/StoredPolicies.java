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
 * Policies in the key store's namespace {@link #NAMESPACE}, with their histories, compiled by the
 * engine for Rego.
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
  private final CompiledPolicies compiled;
  private final PolicyHistory history;
  private final PolicyScopes scopes = new PolicyScopes(this::storedScopes);
  private final AutoCloseable watch;
  private volatile PolicyLimits limits;
  private volatile int historyLength;

  @Activate
  public StoredPolicies(
      @Reference SecretStore secrets, @Reference EventNotifier events, PolicySettings settings) {
    store = secrets.namespace(NAMESPACE);
    compiled = new CompiledPolicies(store);
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
    compiled.use(engine);
  }

  void dropEngine(PolicyEngine engine) {
    compiled.drop(engine);
  }

  @Override
  public void set(Kind kind, String id, String source) {
    set(kind, id, source, Action.SET);
  }

  private void set(Kind kind, String id, String source, Action action) {
    byte[] text = PolicyText.bytes(kind, id, source);
    CompiledPolicies.Draft draft = compiled.draft(id, source);
    String hash = PolicyText.hash(text);
    SecretInfo stored = history.set(kind, id, text, action);
    compiled.stored(kind, id, stored, hash, draft);
    scopesChanged(id);
    events.publish(new PolicyChanged(PolicyNames.text(kind), id, hash));
  }

  /** Compiled first if an engine is there; at a first start the defaults may be earlier than it. */
  @Override
  public void setDefault(Kind kind, String id, String source) {
    byte[] text = PolicyText.bytes(kind, id, source);
    if (store.get(PolicyNames.key(kind, id)).isPresent()) {
      return;
    }
    compiled.checkIfPossible(id, source);
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
    return compiled.draft("policy", source).policy().trace(data, input, rules, functions, limits);
  }

  @Override
  public boolean defines(String source, String rule) {
    PolicyText.bytes(source);
    return compiled.draft("policy", source).policy().defines(rule);
  }

  @Override
  public boolean defines(Kind kind, String id, String rule) {
    return compiled.defines(kind, id, rule);
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
    return compiled.evaluate(kind, id, data, input, rules, functions, limits);
  }

  /** SHA-384 of the text that is evaluated now, hexadecimal, if one is compiled. */
  Optional<String> hash(Kind kind, String id) {
    return compiled.hash(kind, id);
  }

  private void outdate(Kind kind, String id, long revision) {
    compiled.outdate(kind, id, revision);
    scopesChanged(id);
  }

  private void scopesChanged(String id) {
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
