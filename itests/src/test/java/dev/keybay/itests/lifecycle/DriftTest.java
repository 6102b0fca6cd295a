package dev.keybay.itests.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever went past the operations is shown, and a sync mends it. */
final class DriftTest {
  private static final Pattern ID = Pattern.compile("(?i)bundle id: *(\\d+)");

  private Broker broker;
  private PluginApi api;

  @BeforeEach
  void start() throws Exception {
    broker = Broker.start();
    api = new PluginApi(broker);
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
  }

  @Test
  void oneThatTheShellHasStoppedIsStarted() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    assertEquals("", drift("1.0.0"));
    broker.shell("felix:stop " + bundle());
    assertTrue(drift("1.0.0").contains("the shell has stopped it"), drift("1.0.0"));
    mends("1.0.0");
  }

  @Test
  void oneThatTheShellHasUninstalledComesBack() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    broker.shell("felix:uninstall " + bundle());
    assertTrue(drift("1.0.0").contains("the shell has uninstalled"), drift("1.0.0"));
    mends("1.0.0");
  }

  @Test
  void oneThatTheShellHasUpdatedInPlaceIsWhatWasRegisteredAgain() throws Exception {
    api.done("install", Editions.jar("1.0.0"));
    Path other = Files.write(broker.root().resolve("other.jar"), Editions.jar("1.0.1"));
    broker.shell("felix:update " + bundle() + " " + other.toUri());
    assertTrue(drift("1.0.0").contains("replaced"), drift("1.0.0"));
    assertTrue(drift("1.0.1").contains("in the place of edition@1.0.0"), drift("1.0.1"));
    mends("1.0.0");
    assertEquals("absent", api.state("1.0.1"));
  }

  @Test
  void aBundleThatTheShellHasInstalledBecomesAPlugin() throws Exception {
    Path jar = Files.write(broker.root().resolve("foreign.jar"), Editions.jar("1.0.0"));
    Matcher id = ID.matcher(broker.shell("felix:install " + jar.toUri()));
    assertTrue(id.find());
    broker.shell("felix:start " + id.group(1));
    assertTrue(drift("1.0.0").contains("the registry does not know it"), drift("1.0.0"));
    mends("1.0.0");
  }

  @Test
  void damagedBytesAreFetchedFromWhereTheyCame() throws Exception {
    Path jar = Files.write(broker.root().resolve("edition.jar"), Editions.jar("1.0.0"));
    broker.shell("plugin:install " + jar);
    Path kept = new ContentFiles(broker).of("1.0.0");
    Files.writeString(kept, "damaged");
    assertTrue(drift("1.0.0").contains("damaged"), drift("1.0.0"));
    mends("1.0.0");
    Files.delete(kept);
    assertTrue(drift("1.0.0").contains("gone"), drift("1.0.0"));
    mends("1.0.0");
    Files.writeString(kept, "damaged");
    Files.delete(jar);
    HttpResponse<String> answer = api.post("sync");
    assertEquals(207, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains("its bytes are damaged while it serves"), answer.body());
  }

  private void mends(String version) throws Exception {
    JsonNode plan = api.done("sync?plan=true");
    assertTrue(plan.toString().contains("repaired"), plan.toString());
    JsonNode done = api.done("sync");
    assertTrue(done.toString().contains("repaired"), done.toString());
    String audit = api.get("audit?limit=20").toString();
    assertTrue(audit.contains("\"done: repaired: "), audit);
    assertEquals("", drift(version));
    assertEquals(version, api.guestMeets("edition"));
  }

  private String drift(String version) throws Exception {
    return api.listed(version).get("drift").asText("");
  }

  private String bundle() throws Exception {
    Matcher id =
        Pattern.compile("(?m)^\\s*(\\d+)\\|.*keybay:edition-").matcher(broker.shell("felix:lb -l"));
    assertTrue(id.find());
    return id.group(1);
  }
}
