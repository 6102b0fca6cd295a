package dev.keybay.runtime;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/** The framework properties: what the framework, Felix's bundles and the host are told. */
final class FrameworkSettings {
  private FrameworkSettings() {}

  static Map<String, String> of(LaunchPlan plan) {
    Map<String, String> properties = new HashMap<>();
    framework(properties, plan);
    http(properties);
    fileInstall(properties, plan);
    properties.put("keybay.home", plan.home().toString());
    properties.put("keybay.data", plan.data().toString());
    properties.put("keybay.conf", plan.conf().toString());
    properties.put("keybay.deploy", plan.deploy().toString());
    if (!plan.settings().isEmpty()) {
      properties.put("keybay.settings", json(plan.settings()));
    }
    // The settings files are the truth; a copy on disk would only be another place for secrets.
    properties.put("felix.cm.pm", "memory");
    return properties;
  }

  private static void framework(Map<String, String> properties, LaunchPlan plan) {
    properties.put(Constants.FRAMEWORK_STORAGE, plan.data().resolve("cache").toString());
    // The registry of plugins is in the store; the cache holds nothing that must be kept.
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    // Several versions of one plugin at a time.
    properties.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
    properties.put(Constants.FRAMEWORK_BOOTDELEGATION, "sun.*,com.sun.*");
    properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, sharedPackages());
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "1");
    // Its errors come as framework events too, and those are listened to.
    properties.put("felix.log.level", "0");
    properties.put("ds.loglevel", "warn");
  }

  /** Logging is on the launcher's class path: as bundles it would cost half a second of start. */
  private static String sharedPackages() {
    String slf4j = org.slf4j.Logger.class.getPackage().getImplementationVersion();
    StringBuilder packages = new StringBuilder("org.osgi.service.log;version=1.5");
    for (String each : new String[] {"", ".event", ".helpers", ".spi"}) {
      packages.append(",org.slf4j").append(each).append(";version=").append(slf4j);
    }
    return packages.toString();
  }

  /** The server. Where it listens and how HTTP is spoken there is for the bundle http-jetty. */
  private static void http(Map<String, String> properties) {
    // Felix HTTP does not start without a connector of its own: a free port, on this machine only,
    // which http-jetty closes before anything is served.
    properties.put("org.osgi.service.http.port", "0");
    properties.put("org.apache.felix.http.host", LoopbackPort.HOST);
    // How long a stop waits for requests in flight, in milliseconds.
    properties.put("org.apache.felix.jetty.stopTimeout", "10000");
    properties.put("org.apache.felix.jetty.gziphandler.enable", "false");
    properties.put("org.apache.felix.http.jetty.sendServerHeader", "false");
    // More than router.concurrency, so that one plugin that hangs leaves some to all others.
    properties.put("org.apache.felix.http.jetty.threadpool.max", "320");
  }

  private static void fileInstall(Map<String, String> properties, LaunchPlan plan) {
    properties.put("felix.fileinstall.dir", plan.deploy().toString());
    properties.put("felix.fileinstall.tmpdir", plan.data().resolve("tmp").toString());
    properties.put("felix.fileinstall.poll", "500");
    // The file system watch overflows when a thousand jars come at once.
    properties.put("felix.fileinstall.disableNio2", "true");
    properties.put("felix.fileinstall.bundles.startTransient", "true");
    properties.put("felix.fileinstall.fragmentRefreshScope", "none");
    properties.put("felix.fileinstall.optionalImportRefreshScope", "none");
    properties.put("felix.fileinstall.log.level", "2");
    // Settings come from the settings folder alone, where they are checked.
    properties.put("felix.fileinstall.enableConfigSave", "false");
    properties.put("felix.fileinstall.filter", "(?!.*\\.(cfg|config)$).*");
  }

  /** Without data binding, which would take a tenth of the time to start. */
  private static String json(Map<String, String> settings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> setting : settings.entrySet()) {
        json.writeStringField(setting.getKey(), setting.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return text.toString();
  }
}
