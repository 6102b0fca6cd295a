package dev.keybay.policy.rego;

import dev.keybay.api.policy.CompiledPolicy;
import dev.keybay.api.policy.PolicyEngine;
import dev.keybay.api.policy.PolicySyntaxException;
import dev.keybay.policy.rego.compile.Compilation;
import dev.keybay.policy.rego.syntax.Source;
import java.time.Clock;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The engine for Rego, version 1 of the language. */
@Component(
    service = PolicyEngine.class,
    property = PolicyEngine.LANGUAGE + "=rego",
    configurationPolicy = ConfigurationPolicy.IGNORE)
public final class RegoEngine implements PolicyEngine {
  private final Clock clock;
  private final CompiledCache cache = new CompiledCache();

  @Activate
  public RegoEngine() {
    this(Clock.systemUTC());
  }

  RegoEngine(Clock clock) {
    this.clock = clock;
  }

  @Override
  public CompiledPolicy compile(String id, String source) {
    return cache.get(source, () -> compile(List.of(new Source(id, source))));
  }

  /** Compiles modules that refer to each other. */
  CompiledPolicy compile(List<Source> sources) {
    try {
      return new RegoPolicy(Compilation.compile(sources), new Lines(sources.get(0).text()), clock);
    } catch (PolicySyntaxException e) {
      throw e;
    } catch (StackOverflowError e) {
      // The caller came with less stack than a thread begins with; nothing here holds a lock.
      throw new PolicySyntaxException("the caller's stack is too small to compile this", 0, 0);
    }
  }
}
