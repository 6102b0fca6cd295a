package dev.keybay.itests.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keybay.itests.Broker;
import dev.keybay.itests.plugins.claimer.ClaimingServlet;
import dev.keybay.itests.plugins.needy.ThrowingServlet;
import dev.keybay.itests.plugins.probe.ProbeServlet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is dropped: the broker serves on, and says what it does not take, and why. */
final class BrokenInputTest {
  /** Serves all the while. */
  private static final TestPlugin PROBE = TestPlugin.open("probe", ProbeServlet.class);

  private static final byte[] GOOD = PROBE.jar("1.0.0");

  private static Broker broker;
  private static Deployment plugins;
  private static Refusals refusals;
  private static SteadyLoad load;

  @BeforeAll
  static void start() throws IOException {
    broker = Broker.start();
    plugins = new Deployment(broker);
    refusals = new Refusals(broker, plugins);
    broker.drop(GOOD, "probe.jar");
    plugins.awaitState("probe", "1.0.0", "SERVING");
    load = SteadyLoad.on(broker, "/kbs/v0/probe/sleep/10");
  }

  @AfterEach
  void theOthersServeOn() throws Exception {
    load.assertUndisturbed();
    assertEquals(200, broker.get("/kbs/v0/hello").statusCode());
  }

  @AfterAll
  static void stop() throws IOException {
    load.close();
    broker.close();
  }

  @Test
  void aTruncatedJarIsRefused() throws Exception {
    byte[] jar = half(TestPlugin.open("other", ProbeServlet.class).jar("1.0.0"));
    refusals.assertRefusedAndForgotten(jar, "truncated.jar", "no complete zip file");
  }

  @Test
  void aTruncatedJarOverAGoodOneLeavesTheOldVersionServing() throws Exception {
    refusals.assertRefused(half(PROBE.jar("1.0.1")), "probe.jar", "no complete zip file");
    plugins.awaitState("probe", "1.0.0", "SERVING");
    load.assertUndisturbed();
    broker.drop(GOOD, "probe.jar");
    plugins.awaitGone("probe.jar", "0.0.0");
  }

  @Test
  void aWrongDescriptorIsRefusedWithItsPlace() throws Exception {
    byte[] jar = PROBE.describedBy("format: 2\ninterfases: {}\n").jar("2.0.0");
    refusals.assertRefusedAndForgotten(jar, "misspelt.jar", "line 2, column 1");
  }

  @Test
  void aZipBombIsRefused() throws Exception {
    refusals.assertRefusedAndForgotten(bomb(), "bomb.jar", "expands to more than");
  }

  @Test
  void aPluginWhoseActivationThrowsIsRefusedWithWhatItThrew() throws Exception {
    byte[] jar = TestPlugin.open("probe", ThrowingServlet.class).jar("3.0.0");
    refusals.assertRefusedAndForgotten(jar, "throwing.jar", "there is no key on this machine");
  }

  @Test
  void aPluginThatNeedsAPackageWhichIsNotThereIsRefusedWithItsName() throws Exception {
    String imports = "org.example.absent, org.jspecify.annotations;resolution:=optional, *";
    byte[] jar = PROBE.with("Import-Package", imports).jar("4.0.0");
    refusals.assertRefusedAndForgotten(jar, "needy.jar", "org.example.absent");
  }

  @Test
  void theRouteOfAnotherPluginIsNotTaken() throws Exception {
    byte[] jar = thief("thief", "probe").jar("1.0.0");
    refusals.assertRefusedAndForgotten(jar, "thief.jar", "'probe' is owned by plugin probe");
  }

  @Test
  void aRouteThatTheDescriptorDoesNotNameIsNotTaken() throws Exception {
    byte[] jar = thief("silent", "silent").jar("1.0.0");
    refusals.assertRefusedAndForgotten(jar, "silent.jar", "the descriptor owns [silent]");
  }

  @Test
  void aReservedRouteIsNotTaken() throws Exception {
    byte[] jar =
        TestPlugin.open("attest", ClaimingServlet.class)
            .describedBy(owning("claimer", "attest"))
            .jar("1.0.0");
    refusals.assertRefusedAndForgotten(jar, "claimer.jar", "'attest' is reserved");
  }

  /** A plugin with the servlet of {@link #PROBE} and a descriptor that owns a route. */
  private static TestPlugin thief(String name, String route) {
    return TestPlugin.open(name, ProbeServlet.class).describedBy(owning(name, route));
  }

  private static String owning(String name, String route) {
    return TestPlugin.open(name, ProbeServlet.class).descriptor() + "routes: [" + route + "]\n";
  }

  private static byte[] half(byte[] jar) {
    return Arrays.copyOf(jar, jar.length / 2);
  }

  /** Half a megabyte that unpacks to 520 times a megabyte. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bomb"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 520; i++) {
        zip.write(zeros);
      }
    }
    return bytes.toByteArray();
  }
}
