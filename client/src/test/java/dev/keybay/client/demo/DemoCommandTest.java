package dev.keybay.client.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.keybay.client.Json;
import dev.keybay.client.cli.Console;
import dev.keybay.client.cli.Keybay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {

  private static final Pattern SCRATCH = Pattern.compile("Starting a broker in (\\S+)");

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void swapsUnderLoadAreCountedAndNothingIsLeftBehind() throws IOException {
    assertEquals(0, demo("", "--swaps", "3", "--no-wait", "--json"), this::err);
    Map<String, ?> report = Json.parseObject(out.toByteArray());
    assertEquals("1.2.3", report.get("from"));
    assertEquals("1.2.6", report.get("to"));
    Map<String, ?> total = Json.object(report.get("total"));
    assertEquals(0, total.get("failed"));
    assertTrue((int) total.get("requests") > 32, total.toString());
    assertTrue(report.containsKey("quiet") && report.containsKey("swap"), report.toString());
    assertTrue(err().contains("3/3: resource 1.2.6 serves"), err());
    Matcher scratch = SCRATCH.matcher(err());
    assertTrue(scratch.find());
    assertFalse(Files.exists(Path.of(scratch.group(1))), "the scratch folder is gone");
  }

  @Test
  void aFailedRequestIsShownAndMakesTheExitCodeOne() throws IOException {
    assertEquals(1, demo("--fails-once", "--swaps", "2", "--no-wait"), this::err);
    String table = out.toString(StandardCharsets.UTF_8);
    assertTrue(table.contains("2 swaps of the plugin resource, 1.2.3 to 1.2.5"), table);
    assertTrue(table.contains("500=2"), table);
    assertTrue(table.contains("during the swaps"), table);
  }

  @Test
  void aBrokerThatDoesNotStartEndsTheDemo() throws IOException {
    assertEquals(1, demo("--refuses-to-start", "--no-wait"), this::err);
    assertTrue(err().contains("keybay: the broker ended before it was ready"), err());
  }

  private int demo(String brokerArguments, String... arguments) throws IOException {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            name -> Optional.empty(),
            Optional.of(DemoHome.create(folder, brokerArguments)));
    String[] all = new String[arguments.length + 1];
    all[0] = "demo";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Keybay.run(Keybay.commandLine(console), all);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
