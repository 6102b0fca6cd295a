package dev.keybay.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that every bundle of the distribution starts. The framework itself goes on without those
 * that do not, and only tells its listeners.
 */
final class BundleCheck implements FrameworkListener {
  private static final Logger LOG = LoggerFactory.getLogger(BundleCheck.class);
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "missing requirement \\[.*?\\)\\] ([\\w.]+); (\\(.*?\\))(?= \\[caused| Unresolved|$)");
  private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");

  private final List<Bundle> bundles;
  private final Map<Bundle, Throwable> errors = new ConcurrentHashMap<>();

  private volatile boolean starting = true;

  BundleCheck(List<Bundle> bundles) {
    this.bundles = bundles;
  }

  /** From now on errors are of bundles that came later, and are logged. */
  void startIsOver() {
    starting = false;
  }

  @Override
  public void frameworkEvent(FrameworkEvent event) {
    if (event.getType() != FrameworkEvent.ERROR || event.getThrowable() == null) {
      return;
    }
    if (starting) {
      errors.put(event.getBundle(), event.getThrowable());
    } else {
      LOG.atError()
          .addKeyValue("bundle", event.getBundle())
          .setCause(event.getThrowable())
          .log("error in the framework");
    }
  }

  /** Fails if a bundle of this level or a lower one is not active. */
  void require(StartLevel level) throws StartupException {
    List<String> reasons = new ArrayList<>();
    for (Bundle bundle : bundles) {
      if (bundle.adapt(BundleStartLevel.class).getStartLevel() <= level.number() && !runs(bundle)) {
        Throwable failure = failure(bundle);
        if (failure == null) {
          continue;
        }
        Throwable root = root(failure);
        if (root != null && root.getClass().getName().startsWith("dev.keybay.")) {
          // Keybay's own exceptions at start are written for the operator.
          throw new StartupException(root.getMessage(), root);
        }
        reasons.add(bundle.getSymbolicName() + " " + bundle.getVersion() + " " + reason(root));
      }
    }
    if (!reasons.isEmpty()) {
      throw new StartupException(
          "the distribution is not whole:\n  "
              + String.join("\n  ", reasons)
              + "\nUnpack the distribution again, or remove what was added to its bundles folder.");
    }
  }

  /**
   * Why the bundle does not run; null if it does after all. The framework tells it by an event,
   * which may be still on its way: then the bundle is asked once more.
   */
  private @Nullable Throwable failure(Bundle bundle) {
    Throwable told = errors.get(bundle);
    if (told != null) {
      return told;
    }
    try {
      bundle.start();
      return null;
    } catch (BundleException e) {
      return e;
    }
  }

  private static boolean runs(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE
        || (bundle.getState() == Bundle.STARTING
            && bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null)
        || (bundle.getState() == Bundle.RESOLVED
            && bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null);
  }

  private static @Nullable Throwable root(@Nullable Throwable error) {
    Throwable root = error;
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The last missing requirement of the resolver's chain is the one that is really missing. */
  static String reason(@Nullable Throwable root) {
    if (root == null) {
      return "is not active";
    }
    String message = String.valueOf(root.getMessage());
    if (!(root instanceof BundleException)) {
      return "fails to start: " + root.getClass().getSimpleName() + ": " + message;
    }
    String requirement = null;
    Matcher matcher = REQUIREMENT.matcher(message);
    while (matcher.find()) {
      Matcher wanted = PACKAGE.matcher(matcher.group(2));
      requirement =
          wanted.find()
              ? "needs the package " + wanted.group(1) + ", which no bundle exports: "
              : "needs a capability " + matcher.group(1) + " which no bundle has: ";
      requirement += matcher.group(2);
    }
    return requirement == null ? "fails to start: " + message : requirement;
  }
}
