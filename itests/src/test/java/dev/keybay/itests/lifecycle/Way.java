package dev.keybay.itests.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keybay.itests.Broker;
import dev.keybay.itests.Commands;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way in for operators: takes the words of the command line, and gives what is said, in lines.
 */
interface Way {
  /** What changed, or the one line that refuses. */
  List<String> say(String... words) throws Exception;

  /** The command {@code keybay plugin}. */
  static Way commandLine(Broker broker) {
    return words -> {
      List<String> all = new ArrayList<>(List.of("plugin"));
      all.addAll(List.of(words));
      Commands.Result result = run(broker, all);
      return (result.exit() == 0 ? result.out() : result.err()).strip().lines().toList();
    };
  }

  /** The shell, which shows the plugins concerned below what changed. */
  static Way shell(Broker broker) {
    return words -> {
      Commands.Result result = run(broker, List.of("shell", "plugin:" + String.join(" ", words)));
      String all = result.out() + result.err();
      return all.strip().lines().takeWhile(line -> !line.startsWith("NAME ")).toList();
    };
  }

  private static Commands.Result run(Broker broker, List<String> words) throws Exception {
    return Commands.run(
        Map.of("KEYBAY_DATA", broker.data().toString()),
        Broker.HOME.resolve("bin/keybay"),
        words.toArray(String[]::new));
  }

  /** HTTP. */
  static Way rest(Broker broker) {
    return words -> lines(call(broker, words));
  }

  private static HttpResponse<String> call(Broker broker, String... words) throws Exception {
    String plan = words[words.length - 1].equals("--dry-run") ? "?plan=true" : "";
    return switch (words[0]) {
      case "sync", "prune" -> send(broker, "POST", words[0] + plan, "");
      case "promote" -> {
        String to = words.length < 3 ? "" : "?to=" + words[2];
        yield send(broker, "POST", "promote/" + words[1] + to, "");
      }
      case "route" -> send(broker, "PUT", "route/" + words[1], shares(words));
      case "alias" -> send(broker, "POST", "alias", json(Map.of("from", words[1], "to", words[2])));
      case "unalias" -> send(broker, "DELETE", "alias/" + words[1], "");
      case "key-rotate" -> send(broker, "POST", "key/rotate/" + words[1], "");
      case "key-revoke" -> send(broker, "DELETE", "key/" + words[1], "");
      case "remove" -> send(broker, "DELETE", words[1].replaceFirst("==|-(?=[0-9.]+$)", "@"), "");
      default -> send(broker, "POST", words[0] + "/" + words[1], "");
    };
  }

  private static HttpResponse<String> send(Broker broker, String method, String path, String body)
      throws Exception {
    return broker.asAdmin(method, "/kbs/v0/plugin/" + path, body);
  }

  private static String shares(String... words) throws Exception {
    Map<String, Integer> shares = new TreeMap<>();
    for (int i = 2; i < words.length; i++) {
      String[] share = words[i].split("=", 2);
      shares.put(share[0], Integer.valueOf(share[1]));
    }
    return json(shares);
  }

  private static String json(Object value) throws Exception {
    return new ObjectMapper().writeValueAsString(value);
  }

  private static List<String> lines(HttpResponse<String> answer) throws Exception {
    JsonNode said = new ObjectMapper().readTree(answer.body());
    if (answer.statusCode() != 200) {
      return List.of(said.get("detail").textValue());
    }
    List<String> lines = new ArrayList<>();
    for (JsonNode change : said.get("changes")) {
      String detail = change.get("detail").textValue();
      lines.add(
          (said.get("planned").booleanValue() ? "would: " : "")
              + change.get("plugin").textValue()
              + " "
              + change.get("change").textValue()
              + (detail.isEmpty() ? "" : ": " + detail));
    }
    return lines.isEmpty() ? List.of("nothing to change") : lines;
  }
}
