package dev.keybay.plugin.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.api.error.ErrorCode;
import dev.keybay.api.error.KbsException;
import dev.keybay.testing.Exchange;
import dev.keybay.testing.MapData;
import dev.keybay.testing.MapSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators know of resources, versions, and writing on conditions. */
class ResourcesTest {
  private static final String KEY = "default/key/1";

  private final MapSettings settings = new MapSettings(Map.of());
  private final MapData data = new MapData(Clock.systemUTC());
  private final Resources resources =
      new Resources(data, event -> {}, new ResourceSettings(settings));
  private final ResourceServlet resource = new ResourceServlet(resources);
  private final ResourcesServlet list = new ResourcesServlet(resources);

  @Test
  void whatIsKnownOfAResourceIsEverythingButItsBytes() throws Exception {
    new Exchange("POST", KEY, "hidden secret").ofType("text/plain").sendTo(resource);
    Exchange about = Exchange.get(KEY).sendTo(list);
    JsonNode known = Json.read(about.bytes());

    assertEquals(KEY, known.path("path").textValue());
    assertEquals(13, known.path("size").intValue());
    assertEquals(1, known.path("version").intValue());
    assertEquals("anonymous", known.path("by").textValue());
    assertEquals("text/plain", known.path("contentType").textValue());
    assertEquals(about.answerHeader("ETag"), known.path("etag").textValue());
    assertFalse(about.text().contains("hidden"));
  }

  @Test
  void resourcesAreListedPageByPageWithoutWhatIsStoredBesideThem() throws Exception {
    for (String key : List.of("-a/b/c", "a/b/c", "a/b/d", "b/b/c", "_/b/c")) {
      write(key, "1");
      write(key, "2");
    }
    JsonNode first = Json.read(Exchange.get("").asking("limit", "2").sendTo(list).bytes());
    assertEquals(List.of("-a/b/c", "_/b/c"), paths(first));
    JsonNode second =
        Json.read(
            Exchange.get("").asking("after", first.path("next").textValue()).sendTo(list).bytes());
    assertEquals(List.of("a/b/c", "a/b/d", "b/b/c"), paths(second));
    assertTrue(second.path("next").isMissingNode());
    assertEquals(
        List.of("a/b/c", "a/b/d"),
        paths(Json.read(Exchange.get("").asking("prefix", "a/").sendTo(list).bytes())));
    assertEquals(
        List.of(), paths(Json.read(Exchange.get("").asking("prefix", ".").sendTo(list).bytes())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1000", "-1", "x"})
  void aLimitOutOfBoundsIsABadRequest(String limit) {
    assertEquals(
        ErrorCode.BAD_REQUEST, refused(Exchange.get("").asking("limit", limit), ListOrNot.LIST));
  }

  @Test
  void anOlderVersionIsMadeThePresentOneAgain() throws Exception {
    write(KEY, "one");
    write(KEY, "two");
    assertEquals(List.of(1), versions());
    new Exchange("POST", KEY + "/restore", "").asking("version", "1").sendTo(list);

    assertEquals("one", read());
    assertEquals(3, about().path("version").intValue());
    assertEquals(List.of(2, 1), versions());
  }

  @Test
  void aVersionThatIsNotKeptCannotBeRestored() throws Exception {
    write(KEY, "one");
    for (String version : List.of("1", "7")) {
      assertEquals(
          ErrorCode.NOT_FOUND,
          refused(
              new Exchange("POST", KEY + "/restore", "").asking("version", version),
              ListOrNot.LIST));
    }
  }

  @Test
  void asManyVersionsAreKeptAsTheSettingSays() throws Exception {
    settings.change(Map.of("keepVersions", 2));
    for (int i = 1; i <= 5; i++) {
      write(KEY, "value " + i);
    }
    assertEquals(List.of(4, 3), versions());
    settings.change(Map.of("keepVersions", 0));
    write(KEY, "value 6");

    assertEquals(List.of(), versions());
    assertEquals(2, data.list("", "", 100).size());
  }

  @Test
  void aDeletionLeavesNothing() throws Exception {
    write(KEY, "one");
    write(KEY, "two");
    new Exchange("DELETE", KEY, "").sendTo(resource);

    assertEquals(List.of(), data.list("", "", 100));
    assertEquals(ErrorCode.NOT_FOUND, refused(Exchange.get(KEY), ListOrNot.LIST));
  }

  @Test
  void aResourceFromBeforeThereWereRecordsIsItsFirstVersion() throws Exception {
    data.put(KEY, "old".getBytes(StandardCharsets.UTF_8));
    assertEquals(1, about().path("version").intValue());
    write(KEY, "new");

    assertEquals(2, about().path("version").intValue());
    new Exchange("POST", KEY + "/restore", "").asking("version", "1").sendTo(list);
    assertEquals("old", read());
  }

  @Test
  void whatAPluginWithoutRecordsHasWrittenIsNotSaidToBeSomebodyElses() throws Exception {
    write(KEY, "one");
    data.put(KEY, "by another".getBytes(StandardCharsets.UTF_8));

    assertEquals("", about().path("by").textValue());
    assertEquals(2, about().path("version").intValue());
    assertEquals(10, about().path("size").intValue());
  }

  @Test
  void aWriteMayAskThatNothingIsThere() throws Exception {
    new Exchange("POST", KEY, "one").withHeader("If-None-Match", "*").sendTo(resource);

    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        refused(
            new Exchange("POST", KEY, "two").withHeader("If-None-Match", "*"), ListOrNot.RESOURCE));
    assertEquals("one", read());
  }

  @Test
  void aWriteMayAskThatNothingHasChanged() throws Exception {
    String tag = write(KEY, "one").answerHeader("ETag");
    String next =
        new Exchange("POST", KEY, "two")
            .withHeader("If-Match", "\"0\", " + tag)
            .sendTo(resource)
            .answerHeader("ETag");

    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        refused(
            new Exchange("POST", KEY, "three").withHeader("If-Match", tag), ListOrNot.RESOURCE));
    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        refused(new Exchange("DELETE", KEY, "").withHeader("If-Match", tag), ListOrNot.RESOURCE));
    assertEquals("two", read());
    new Exchange("DELETE", KEY, "").withHeader("If-Match", next).sendTo(resource);
    assertEquals(
        ErrorCode.PRECONDITION_FAILED,
        refused(new Exchange("POST", KEY, "four").withHeader("If-Match", "*"), ListOrNot.RESOURCE));
  }

  @Test
  void aConditionForReadingIsABadRequest() {
    assertEquals(
        ErrorCode.BAD_REQUEST,
        refused(
            new Exchange("POST", KEY, "x").withHeader("If-None-Match", "\"1\""),
            ListOrNot.RESOURCE));
  }

  @Test
  void ofParallelCreatorsOneWins() throws Exception {
    List<Boolean> won =
        inParallel(
            8,
            () -> {
              try {
                new Exchange("POST", KEY, "mine").withHeader("If-None-Match", "*").sendTo(resource);
                return true;
              } catch (KbsException e) {
                assertEquals(ErrorCode.PRECONDITION_FAILED, e.code());
                return false;
              }
            });

    assertEquals(1, won.stream().filter(one -> one).count());
  }

  @Test
  void parallelWritersWhoCompareLoseNoIncrement() throws Exception {
    write(KEY, "0");
    List<Boolean> done = inParallel(8, () -> increments(25));

    assertEquals(8, done.size());
    assertEquals("200", read());
    assertEquals(201, about().path("version").intValue());
  }

  @Test
  void parallelWritersWithoutConditionsAllSucceedAndEveryVersionIsCounted() throws Exception {
    List<Boolean> done =
        inParallel(
            8,
            () -> {
              for (int i = 0; i < 25; i++) {
                write(KEY, "value");
              }
              return true;
            });

    assertEquals(8, done.size());
    assertEquals(200, about().path("version").intValue());
    assertEquals(List.of(199, 198, 197, 196, 195), versions());
    assertArrayEquals(
        "value".getBytes(StandardCharsets.UTF_8), data.get(KEY).orElseThrow().value());
  }

  private boolean increments(int count) throws Exception {
    int made = 0;
    while (made < count) {
      String tag = Exchange.get(KEY).sendTo(list).answerHeader("ETag");
      String value = read();
      try {
        new Exchange("POST", KEY, Integer.toString(Integer.parseInt(value) + 1))
            .withHeader("If-Match", tag)
            .sendTo(resource);
        made++;
      } catch (KbsException e) {
        assertEquals(ErrorCode.PRECONDITION_FAILED, e.code());
      }
    }
    return true;
  }

  private static List<Boolean> inParallel(int threads, Callable<Boolean> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> result : pool.invokeAll(java.util.Collections.nCopies(threads, work))) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private Exchange write(String key, String value) throws Exception {
    return new Exchange("POST", key, value).sendTo(resource);
  }

  private String read() throws Exception {
    return Exchange.get(KEY).sendTo(resource).text();
  }

  private JsonNode about() throws Exception {
    return Json.read(Exchange.get(KEY).sendTo(list).bytes());
  }

  private List<Integer> versions() throws Exception {
    List<Integer> numbers = new ArrayList<>();
    about().path("versions").forEach(one -> numbers.add(one.path("version").intValue()));
    return numbers;
  }

  private static List<String> paths(JsonNode page) {
    List<String> paths = new ArrayList<>();
    page.path("resources").forEach(one -> paths.add(one.path("path").textValue()));
    return paths;
  }

  private enum ListOrNot {
    LIST,
    RESOURCE
  }

  private ErrorCode refused(Exchange exchange, ListOrNot which) {
    return assertThrows(
            KbsException.class, () -> exchange.sendTo(which == ListOrNot.LIST ? list : resource))
        .code();
  }
}
