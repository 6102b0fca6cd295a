package dev.keybay.api.plugin;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one place where plugins are managed; REST, the shell, the command line and the drop folder
 * are thin above it. Thread-safe. One operation on a plugin at a time.
 */
@ProviderType
public interface PluginManager {

  /** Every version of every plugin that the host knows, and every jar that it could not take. */
  List<PluginInfo> list();

  /**
   * Does what is asked, or nothing: on any error everything is as it was. It returns when it is
   * done, drained included.
   *
   * @throws dev.keybay.api.error.KbsException {@code BAD_REQUEST} for a target or argument that
   *     cannot be read, {@code NOT_FOUND} for an unknown one (with those that exist), {@code
   *     CONFLICT} in a state that does not allow it, or while another operation on the plugin runs
   *     (with what to do instead), {@code UNPROCESSABLE} for a jar that is no usable plugin
   */
  OperationReport perform(PluginRequest request);

  /**
   * The journal, the latest operation first.
   *
   * @param limit how many at most, 1 to 1000
   */
  List<OperationRecord> operations(int limit);

  /**
   * What was done to plugins, from the audit log, the latest first.
   *
   * @param before only what is before this number, for the next page; 0 for the first
   * @param limit how many at most, 1 to 1000
   * @param verify whether to check the whole chain, which takes some seconds for a GB of it
   */
  AuditPage audit(long before, int limit, boolean verify);

  /** The formats of packages that this host takes, the oldest first. */
  List<PackageFormat> formats();

  /** The JSON Schema (2020-12) of the descriptors that this host takes, for editors; UTF-8. */
  byte[] descriptorSchema();
}
