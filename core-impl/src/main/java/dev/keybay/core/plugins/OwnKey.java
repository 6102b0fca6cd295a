package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginKey;
import dev.keybay.core.pluginkey.PluginKeys;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The key of the plugin that asks. */
@Component(service = PluginKey.class, scope = ServiceScope.BUNDLE)
public final class OwnKey implements PluginKey {
  private final PluginKeys keys;
  private final long bundle;

  @Activate
  public OwnKey(ComponentContext context, @Reference PluginKeys keys) {
    this.keys = keys;
    this.bundle = context.getUsingBundle().getBundleId();
  }

  @Override
  public String value() {
    return keys.text(bundle);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "PluginKey[" + bundle + "]";
  }
}
