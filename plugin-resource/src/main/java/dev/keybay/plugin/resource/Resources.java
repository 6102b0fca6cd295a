package dev.keybay.plugin.resource;

import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.api.event.EventNotifier;
import dev.keybay.api.event.ResourceAccessed;
import dev.keybay.api.plugin.PluginData;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/**
 * The stored resources. Every access is told as an event, before it is tried, so that an attempt
 * which fails is known as well. Thread-safe.
 */
@Component(service = Resources.class, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Resources {
  private final PluginData data;
  private final EventNotifier events;

  @Activate
  public Resources(@Reference PluginData data, @Reference EventNotifier events) {
    this.data = data;
    this.events = events;
  }

  /**
   * The bytes of a resource, the caller's own copy.
   *
   * @throws KbsException {@code NOT_FOUND} if there is none
   */
  byte[] read(ResourcePath path) {
    events.publish(new ResourceAccessed("read", path.key()));
    return data.get(path.key()).orElseThrow(() -> absent(path)).value();
  }

  /** Stores or replaces a resource; durable when it returns. */
  void write(ResourcePath path, byte[] value) {
    events.publish(new ResourceAccessed("write", path.key()));
    data.put(path.key(), value);
  }

  /**
   * Removes a resource.
   *
   * @throws KbsException {@code NOT_FOUND} if there is none
   */
  void delete(ResourcePath path) {
    events.publish(new ResourceAccessed("delete", path.key()));
    if (!data.delete(path.key())) {
      throw absent(path);
    }
  }

  private static KbsException absent(ResourcePath path) {
    return new KbsException(ErrorCode.NOT_FOUND, "there is no resource " + path.key());
  }
}
