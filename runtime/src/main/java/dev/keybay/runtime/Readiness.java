package dev.keybay.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Waits until the broker serves. The host says so by a service: a {@link Supplier} with the
 * property {@code keybay.readiness=true} that gives the reasons why it does not serve yet.
 */
final class Readiness {
  private static final String RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
  private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";
  private static final Duration INTERVAL = Duration.ofMillis(5);

  private final BundleContext context;
  private final List<Bundle> distribution;
  private final StartErrors errors;

  Readiness(BundleContext context, List<Bundle> distribution, StartErrors errors) {
    this.context = context;
    this.distribution = distribution;
    this.errors = errors;
  }

  /** The base URL, once the host is ready and HTTP listens. */
  String await(Duration limit) throws StartupException, InterruptedException {
    long start = System.nanoTime();
    List<String> reasons = reasons();
    Optional<String> url = url();
    while (!reasons.isEmpty() || url.isEmpty()) {
      errors.throwIfFatal();
      if (System.nanoTime() - start > limit.toNanos()) {
        if (url.isEmpty() && reasons.isEmpty()) {
          reasons = List.of("HTTP does not listen; the log says why");
        }
        throw new StartupException(
            "the broker was not ready after "
                + limit.toSeconds()
                + " s:\n  "
                + String.join("\n  ", reasons)
                + errors.summary());
      }
      TimeUnit.NANOSECONDS.sleep(INTERVAL.toNanos());
      reasons = reasons();
      url = url();
    }
    // A host can serve without a part whose settings are broken; it shall not.
    errors.throwIfFatal();
    return url.get();
  }

  private List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    Collection<? extends ServiceReference<?>> references = suppliers();
    for (ServiceReference<?> reference : references) {
      if (context.getService(reference) instanceof Supplier<?> supplier) {
        try {
          if (supplier.get() instanceof Collection<?> given) {
            given.forEach(reason -> reasons.add(String.valueOf(reason)));
          }
        } finally {
          context.ungetService(reference);
        }
      }
    }
    if (references.isEmpty()) {
      return List.of("the host has not come up: nothing says whether it is ready");
    }
    // A look at every servlet: not while the host still waits for its plugins, which may be many.
    return reasons.isEmpty() ? notYetServed().toList() : reasons;
  }

  /**
   * HTTP listens a moment before it has taken up the servlets of the host, and would answer 404. A
   * servlet that it has taken up is in use by its bundle.
   */
  private Stream<String> notYetServed() {
    ServiceReference<?> http = context.getServiceReference(RUNTIME);
    ServiceReference<?>[] servlets;
    try {
      servlets = context.getAllServiceReferences("jakarta.servlet.Servlet", "(" + PATTERN + "=*)");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("the filter is constant", e);
    }
    if (http == null || servlets == null) {
      return Stream.empty();
    }
    return Stream.of(servlets)
        .filter(servlet -> distribution.contains(servlet.getBundle()))
        .filter(servlet -> !isUsedBy(servlet, http.getBundle()))
        .map(servlet -> "HTTP does not serve " + text(servlet.getProperty(PATTERN)) + " yet");
  }

  private static boolean isUsedBy(ServiceReference<?> servlet, Bundle http) {
    Bundle[] users = servlet.getUsingBundles();
    return users != null && Arrays.asList(users).contains(http);
  }

  private static String text(Object pattern) {
    return pattern instanceof Object[] several ? Arrays.toString(several) : pattern.toString();
  }

  private Collection<? extends ServiceReference<?>> suppliers() {
    try {
      return context.getServiceReferences(Supplier.class, "(keybay.readiness=true)");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("the filter is constant", e);
    }
  }

  /**
   * Where HTTP listens, by the endpoint property of its runtime service; with TLS, if it has it.
   */
  private Optional<String> url() {
    ServiceReference<?> reference = context.getServiceReference(RUNTIME);
    Object endpoints = reference == null ? null : reference.getProperty("osgi.http.endpoint");
    Stream<?> all =
        endpoints instanceof Object[] array
            ? Stream.of(array)
            : endpoints instanceof Collection<?> collection
                ? collection.stream()
                : Stream.ofNullable(endpoints);
    return all.map(each -> String.valueOf(each).replaceAll("/+$", ""))
        .min(Comparator.comparing(each -> !each.startsWith("https:")));
  }
}
