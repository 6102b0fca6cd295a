package dev.keybay.core.plugins;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/**
 * Marks a service that the host registered in a plugin's name. Good for one service: the first
 * reference seen with it, which is the host's own, since that is announced before anyone can read
 * the mark. A plugin that finds the mark and registers something else with it gains nothing.
 */
final class WrapperMark {
  static final String PROPERTY = "keybay.wrapper";

  private final AtomicReference<@Nullable ServiceReference<?>> owner = new AtomicReference<>();

  static boolean marks(ServiceReference<?> reference) {
    return reference.getProperty(PROPERTY) instanceof WrapperMark mark && mark.isOf(reference);
  }

  private boolean isOf(ServiceReference<?> reference) {
    return owner.compareAndSet(null, reference) || reference.equals(owner.get());
  }

  /** Says nothing: properties are printed by the shell. */
  @Override
  public String toString() {
    return "host";
  }
}
