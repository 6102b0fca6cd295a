package dev.keybay.runtime;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Says whether a broker runs on a data folder.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:it runs", "3:it does not"})
final class StatusCommand implements Callable<Integer> {
  private static final int CONNECT_MILLIS = 1_000;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "its data folder; KEYBAY_DATA; default data/ of the distribution")
  private @Nullable Path data;

  @Option(names = "--json", description = "as a JSON object: running, pid, url, ready, data")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path folder = Environment.data(data);
    Optional<RunningBroker> running = RunningBroker.on(folder);
    Optional<String> url = running.flatMap(broker -> broker.files().url());
    boolean ready = url.isPresent() && listens(URI.create(url.get()));
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("running", running.isPresent());
    status.put("pid", running.map(broker -> broker.process().pid()).orElse(null));
    status.put("url", url.orElse(null));
    status.put("ready", ready);
    status.put("data", folder.toString());
    if (json) {
      System.out.println(new JsonMapper().writeValueAsString(status));
    } else {
      status.forEach(
          (key, value) -> System.out.println(key + ": " + (value == null ? "-" : value)));
    }
    return running.isPresent() ? 0 : 3;
  }

  private static boolean listens(URI url) {
    int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
