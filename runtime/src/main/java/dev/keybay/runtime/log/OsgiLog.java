package dev.keybay.runtime.log;

import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerFactory;

/**
 * The OSGi log service (OSGi Compendium 101) over SLF4J: Declarative Services and the other bundles
 * of Felix log there and nowhere else. It keeps nothing of a bundle but its name, so that it holds
 * no class loader of one that is gone.
 */
public final class OsgiLog implements ServiceFactory<LogService> {
  private final Failures failures;

  private OsgiLog(Failures failures) {
    this.failures = failures;
  }

  /**
   * Registers the service.
   *
   * @param errors takes each error that has a cause, as when a component fails to activate; true if
   *     the operator learns of it otherwise, and it need not be logged
   */
  public static void register(BundleContext context, Predicate<Throwable> errors) {
    String[] types = {LogService.class.getName(), LoggerFactory.class.getName()};
    context.registerService(types, new OsgiLog(new Failures(errors)), null);
  }

  @Override
  public LogService getService(Bundle bundle, ServiceRegistration<LogService> registration) {
    return new BundleLog(bundle.getSymbolicName(), failures);
  }

  @Override
  public void ungetService(
      Bundle bundle, ServiceRegistration<LogService> registration, LogService service) {
    // Nothing is held.
  }
}
