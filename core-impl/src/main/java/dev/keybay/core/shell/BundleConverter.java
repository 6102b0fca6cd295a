package dev.keybay.core.shell;

import java.util.Arrays;
import org.apache.felix.service.command.Converter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Lets {@code stop 12} and {@code headers dev.keybay.core.impl} name a bundle: by its id, or by its
 * symbolic name where only one has it. Felix has this in a bundle of its own that would also bring
 * a console and a telnet server.
 */
@Component(property = Converter.CONVERTER_CLASSES + "=org.osgi.framework.Bundle")
public final class BundleConverter implements Converter {
  private final BundleContext context;

  /** The system bundle sees the bundles that hooks may hide from others. */
  @Activate
  public BundleConverter(BundleContext context) {
    this.context = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
  }

  @Override
  public @Nullable Object convert(Class<?> type, Object value) {
    if (type != Bundle.class || !(value instanceof CharSequence text)) {
      return null;
    }
    String name = text.toString();
    if (name.matches("[0-9]{1,18}")) {
      return context.getBundle(Long.parseLong(name));
    }
    Bundle[] named =
        Arrays.stream(context.getBundles())
            .filter(bundle -> name.equals(bundle.getSymbolicName()))
            .toArray(Bundle[]::new);
    return named.length == 1 ? named[0] : null;
  }

  @Override
  public @Nullable CharSequence format(Object value, int level, Converter next) {
    return value instanceof Bundle bundle
        ? bundle.getBundleId() + " " + bundle.getSymbolicName() + " " + bundle.getVersion()
        : null;
  }
}
