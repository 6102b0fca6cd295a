package dev.keybay.core.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.format.naming.PluginVersion;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldersTest {
  private URLClassLoader loader;
  private Footprint footprint;

  @BeforeEach
  void make() {
    URL classes = HoldersTest.class.getProtectionDomain().getCodeSource().getLocation();
    loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    footprint =
        new Footprint(
            new PluginVersion("hello", "1.0.0"), 4711, new WeakReference<>(loader), Set.of());
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @Test
  void nobodyIsNamedWithoutCause() {
    assertEquals(List.of(), Holders.of(footprint));
  }

  @Test
  void aThreadWithItAsContextClassLoaderIsNamed() {
    CountDownLatch end = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "left-behind");
    thread.setContextClassLoader(loader);
    thread.start();
    try {
      assertEquals(
          List.of("the thread \"left-behind\" has it as context class loader"),
          Holders.of(footprint));
    } finally {
      end.countDown();
    }
  }

  @Test
  void anMBeanOfItIsNamed() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.keybay.test:type=Left");
    Object bean = loader.loadClass(Left.class.getName()).getDeclaredConstructor().newInstance();
    server.registerMBean(bean, name);
    try {
      assertTrue(Holders.of(footprint).get(0).contains("dev.keybay.test:type=Left"));
    } finally {
      server.unregisterMBean(name);
    }
  }

  /** What the bean shows. */
  public interface LeftMBean {
    int getNumber();
  }

  /** A bean, once more in another class loader. */
  public static final class Left implements LeftMBean {
    @Override
    public int getNumber() {
      return 1;
    }
  }
}
