package dev.keybay.bench.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/**
 * The bare server's process: the framework, SCR, Felix HTTP with Jetty and what these need, from
 * the distribution's own bundles, with the same settings, and one servlet. Arguments: the folder of
 * bundles, the jar of the servlet, a folder for the cache.
 */
public final class BareMain {
  private static final List<String> NEEDED =
      List.of(
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component",
          "commons-fileupload",
          "commons-io",
          "org.apache.felix.http.servlet-api",
          "org.apache.felix.http.jetty12",
          "org.apache.felix.scr");

  private BareMain() {}

  public static void main(String[] arguments) throws Exception {
    Path bundles = Path.of(arguments[0]);
    Framework framework = new FrameworkFactory().newFramework(settings(arguments[2]));
    framework.init();
    BundleContext context = framework.getBundleContext();
    List<Bundle> installed = new ArrayList<>();
    for (String name : NEEDED) {
      installed.add(context.installBundle(jar(bundles, name).toUri().toString()));
    }
    installed.add(context.installBundle(Path.of(arguments[1]).toUri().toString()));
    framework.start();
    for (Bundle bundle : installed) {
      bundle.start();
    }
    System.out.println("ready " + url(context));
    framework.waitForStop(0);
  }

  /** As the broker's, so that the two differ in nothing but the broker. */
  private static Map<String, String> settings(String cache) {
    Map<String, String> settings = new HashMap<>();
    settings.put("org.osgi.framework.storage", cache);
    settings.put("org.osgi.framework.storage.clean", "onFirstInit");
    settings.put("org.osgi.framework.bootdelegation", "sun.*,com.sun.*");
    settings.put(
        "org.osgi.framework.system.packages.extra",
        "org.osgi.service.log;version=1.5,org.slf4j;version=2.0.20,org.slf4j.event;version=2.0.20,"
            + "org.slf4j.helpers;version=2.0.20,org.slf4j.spi;version=2.0.20");
    settings.put("felix.log.level", "1");
    settings.put("ds.loglevel", "warn");
    settings.put("org.osgi.service.http.port", "0");
    settings.put("org.apache.felix.http.host", "127.0.0.1");
    settings.put("org.apache.felix.jetty.gziphandler.enable", "false");
    settings.put("org.apache.felix.http.jetty.sendServerHeader", "false");
    settings.put("org.apache.felix.http.jetty.threadpool.max", "320");
    settings.put("org.eclipse.jetty.UriComplianceMode", "LEGACY");
    return settings;
  }

  private static Path jar(Path bundles, String name) throws java.io.IOException {
    try (var jars = Files.newDirectoryStream(bundles, name + "-[0-9]*.jar")) {
      return jars.iterator().next();
    }
  }

  /** Felix HTTP says where it listens by a property of its runtime service. */
  private static String url(BundleContext context) throws InterruptedException {
    String[] urls = null;
    for (int attempt = 0; urls == null && attempt < 3000; attempt++) {
      ServiceReference<?> runtime =
          context.getServiceReference("org.osgi.service.servlet.runtime.HttpServiceRuntime");
      urls = runtime == null ? null : urls(runtime.getProperty("osgi.http.endpoint"));
      Thread.sleep(1);
    }
    if (urls == null) {
      throw new IllegalStateException("the bare server has no address");
    }
    return urls[0].replaceAll("/$", "");
  }

  private static String @Nullable [] urls(@Nullable Object property) {
    return property instanceof String[] urls && urls.length > 0 ? urls : null;
  }
}
