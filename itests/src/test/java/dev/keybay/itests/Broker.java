package dev.keybay.itests;

import dev.keybay.client.AdminClient;
import dev.keybay.client.BearerToken;
import dev.keybay.client.KbsConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real distribution as a process of its own, on a free port, with folders of its own. */
public final class Broker implements AutoCloseable {
  public static final Path HOME =
      Path.of(System.getProperty("keybay.home", "../runtime/target/keybay"))
          .toAbsolutePath()
          .normalize();

  private final Process process;
  private final Path root;
  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  private Broker(Process process, Path root, String url) {
    this.process = process;
    this.root = root;
    this.url = url;
  }

  /** Starts one in a fresh folder and waits until it serves. */
  public static Broker start(String... options) throws IOException {
    return start(Path.of(System.getProperty("java.home")), options);
  }

  /** Starts one on a certain Java. */
  public static Broker start(Path javaHome, String... options) throws IOException {
    return startIn(Files.createTempDirectory("keybay-it"), javaHome, options);
  }

  /** Starts one on folders that are there already, after {@link #kill} for example. */
  public static Broker startIn(Path root, Path javaHome, String... options) throws IOException {
    return startIn(root, Map.of("JAVA_HOME", javaHome.toString()), options);
  }

  /** Starts one on folders that are there already, with variables of the environment. */
  public static Broker startIn(Path root, Map<String, String> environment, String... options)
      throws IOException {
    return startFrom(HOME, root, environment, options);
  }

  /** Starts one of another distribution on folders that are there already. */
  public static Broker startFrom(
      Path home, Path root, Map<String, String> environment, String... options) throws IOException {
    Files.createDirectories(root.resolve("deploy"));
    Files.createDirectories(root.resolve("conf"));
    List<String> command =
        new ArrayList<>(
            List.of(
                home.resolve("bin/keybay").toString(),
                "start",
                "--port",
                "0",
                "--data",
                root.resolve("data").toString(),
                "--conf",
                root.resolve("conf").toString(),
                "--deploy",
                root.resolve("deploy").toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().keySet().removeIf(name -> name.startsWith("KEYBAY_"));
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(root.resolve("err").toFile()));
    Process process = builder.start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.startsWith("ready ")) {
      process.destroyForcibly();
      throw new IOException(
          "the broker did not start: " + line + "\n" + Files.readString(root.resolve("err")));
    }
    return new Broker(process, root, line.substring("ready ".length()));
  }

  public String url() {
    return url;
  }

  public int port() {
    return URI.create(url).getPort();
  }

  public Path root() {
    return root;
  }

  public Path deploy() {
    return root.resolve("deploy");
  }

  public Path data() {
    return root.resolve("data");
  }

  public String log() throws IOException {
    return Files.readString(root.resolve("err"));
  }

  public String adminToken() throws IOException {
    return Files.readString(data().resolve("admin/token")).trim();
  }

  public AdminClient admin() throws IOException {
    return new AdminClient(connection(), new BearerToken(adminToken()));
  }

  public KbsConnection connection() {
    return KbsConnection.to(url);
  }

  /** A raw request; header names and values in turn. */
  public HttpResponse<String> call(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return call(method, path, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  private HttpResponse<String> call(
      String method, String path, HttpRequest.BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return call("GET", path, "", headers);
  }

  public HttpResponse<String> asAdmin(String method, String path, String body)
      throws IOException, InterruptedException {
    return call(method, path, body, "Authorization", "Bearer " + adminToken());
  }

  /** Sends bytes, a plugin's jar for example. */
  public HttpResponse<String> asAdmin(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    return call(
        method,
        path,
        HttpRequest.BodyPublishers.ofByteArray(body),
        "Authorization",
        "Bearer " + adminToken());
  }

  /** Puts a jar into the watched folder in one step, as an operator should. */
  public void drop(byte[] jar, String name) throws IOException {
    Path half = Files.createTempFile(root, "drop", ".part");
    Files.write(half, jar);
    Files.move(half, deploy().resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** A command to the shell of this broker; its output. */
  public String shell(String command) throws IOException, InterruptedException {
    return Commands.run(
            Map.of("KEYBAY_DATA", data().toString()), HOME.resolve("bin/keybay"), "shell", command)
        .out();
  }

  public void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  /** Stops it as an operator would; the exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      kill();
      throw new IllegalStateException("the broker did not stop within a minute");
    }
    return process.exitValue();
  }

  public Process process() {
    return process;
  }

  @Override
  public void close() throws IOException {
    try {
      if (process.isAlive()) {
        stop();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
