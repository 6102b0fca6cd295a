package dev.keybay.core.host;

import java.time.Clock;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Publishes the system clock (UTC) as a service, so that whoever needs the time can be given
 * another.
 */
@Component(
    immediate = true,
    service = {})
public final class ClockService {
  private final ServiceRegistration<Clock> registration;

  @Activate
  public ClockService(BundleContext context) {
    registration = context.registerService(Clock.class, Clock.systemUTC(), null);
  }

  @Deactivate
  void stop() {
    registration.unregister();
  }
}
