package dev.keybay.api.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one place where plugins are managed; REST, Gogo and the drop folder are thin above it.
 * Thread-safe. Operations on one plugin are serialised.
 */
@ProviderType
public interface PluginManager {

  /** Every version of every plugin that the host knows, and every jar that it could not take. */
  List<PluginInfo> list();

  /**
   * Switches a plugin on and returns when it serves. Does nothing if it does already.
   *
   * @param selector {@code name}, {@code name@MAJOR}, {@code name@MAJOR.MINOR} or the exact {@code
   *     name@MAJOR.MINOR.PATCH}
   * @throws dev.keybay.api.error.KbsException {@code NOT_FOUND} for an unknown one (with the
   *     versions that exist), {@code CONFLICT} if it cannot start (with the reason)
   */
  List<PluginInfo> enable(String selector);

  /**
   * Takes a plugin off the route, waits until the requests inside are finished, and stops it. Does
   * nothing if that is done already. The choice survives a restart.
   *
   * @param selector as in {@link #enable}
   * @throws dev.keybay.api.error.KbsException {@code NOT_FOUND} for an unknown one
   */
  List<PluginInfo> disable(String selector);
}
