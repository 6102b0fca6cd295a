package dev.keybay.core.plugins;

import dev.keybay.api.plugin.FailureReport;
import dev.keybay.format.naming.PluginVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * What can be told of a version that failed, put together while its bundle is there still. Held as
 * text until it is taken. Thread-safe.
 */
@Component(service = Evidence.class)
public final class Evidence {
  private static final int MAX_TEXT = 8000;
  private static final int MAX_HELD = 100;

  private final ComponentStates components;
  private final Map<PluginVersion, FailureReport> reports = new ConcurrentHashMap<>();

  /**
   * The launcher's: the last lines of the log by the names of their sources, which are loggers, and
   * {@code plugin:NAME} for lines about a plugin.
   */
  @Reference(
      target = "(keybay.log=recent)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  @SuppressWarnings("rawtypes") // a service has no type arguments
  volatile @Nullable Function recent;

  @Activate
  public Evidence(@Reference ComponentStates components) {
    this.components = components;
  }

  void collect(PluginEntry entry) {
    if (reports.size() >= MAX_HELD) {
      reports.clear();
    }
    reports.put(
        entry.plugin(),
        new FailureReport(entry.plugin().toString(), resolver(entry), stack(entry), lines(entry)));
  }

  /** What was collected of a version, which is forgotten here. */
  public Optional<FailureReport> take(PluginVersion plugin) {
    return Optional.ofNullable(reports.remove(plugin));
  }

  private static String resolver(PluginEntry entry) {
    return entry
        .failure()
        .filter(
            failure ->
                failure instanceof BundleException problem
                    && problem.getType() == BundleException.RESOLVE_ERROR)
        .map(failure -> cut(String.valueOf(failure.getMessage())))
        .orElse("");
  }

  private String stack(PluginEntry entry) {
    Optional<Throwable> failure = entry.failure().filter(each -> resolver(entry).isEmpty());
    return cut(
        failure
            .map(
                each ->
                    each instanceof BundleException && each.getCause() != null
                        ? each.getCause()
                        : each)
            .map(Evidence::trace)
            .orElseGet(() -> components.failures(entry.bundle())));
  }

  @SuppressWarnings("unchecked") // the launcher's promise
  private List<String> lines(PluginEntry entry) {
    Function<Predicate<String>, List<String>> log = recent;
    if (log == null) {
      return List.of();
    }
    Set<String> packages = packages(entry.bundle());
    String own = "plugin:" + entry.plugin().name();
    Predicate<String> isOfPlugin =
        source ->
            source.equals(own)
                || source.equals(entry.bundle().getSymbolicName())
                || packages.contains(source.substring(0, Math.max(0, source.lastIndexOf('.'))));
    return log.apply(isOfPlugin);
  }

  private static Set<String> packages(Bundle bundle) {
    Set<String> packages = new HashSet<>();
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    if (wiring != null) {
      for (String each :
          wiring.listResources(
              "/",
              "*.class",
              BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE)) {
        packages.add(each.substring(0, Math.max(0, each.lastIndexOf('/'))).replace('/', '.'));
      }
    }
    packages.remove("");
    return packages;
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }
}
