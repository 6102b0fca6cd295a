package dev.keybay.core.plugins;

import dev.keybay.api.plugin.PluginSettings;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The settings of the plugin that asks. */
@Component(service = PluginSettings.class, scope = ServiceScope.BUNDLE)
public final class OwnSettings implements PluginSettings {
  private final LiveSettings live;
  private final LiveSettings.Subscription subscription;

  @Activate
  public OwnSettings(
      ComponentContext context, @Reference LiveSettings live, @Reference Plugins plugins) {
    this.live = live;
    this.subscription =
        plugins
            .of(context.getUsingBundle())
            .map(live::subscribe)
            .orElseThrow(
                () -> new IllegalStateException("only plugins have settings of this kind"));
  }

  @Deactivate
  void stop() {
    live.unsubscribe(subscription);
  }

  @Override
  public Map<String, @Nullable Object> values() {
    return subscription.values();
  }

  @Override
  public AutoCloseable onChange(Consumer<Map<String, @Nullable Object>> listener) {
    return subscription.listen(listener);
  }
}
