package dev.keybay.bench.section;

import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import dev.keybay.client.load.Exchange;
import dev.keybay.client.load.HttpSocket;
import dev.keybay.client.load.HttpSocket.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * Guest after guest of the sample TEE, each with the same key and a session of its own, on a bare
 * socket: the library for guests would take more of the CPU than the broker.
 */
final class HandshakeExchange implements Exchange {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final byte[] AUTH =
      post(
          "auth",
          "",
          "{\"version\":\"0.4.0\",\"tee\":\"sample\",\"extra-params\":"
              + "{\"supported-hash-algorithms\":[\"sha256\",\"sha384\",\"sha512\"]}}");
  private static final String NONCE = "\"nonce\":\"";

  private final HttpSocket socket;
  private final String key;
  private String refusal = "";

  HandshakeExchange(URI broker) throws IOException {
    this.socket = new HttpSocket(broker.getHost(), broker.getPort(), TIMEOUT);
    StringBuilder members = new StringBuilder();
    new TreeMap<>(TeeKey.generate(TeeKeyAlgorithm.P256).jwk())
        .forEach(
            (name, value) ->
                members
                    .append(members.length() == 0 ? "" : ",")
                    .append("\"" + name + "\":\"" + value + "\""));
    this.key = "{" + members + "}";
  }

  @Override
  public int run() throws IOException {
    Answer challenge = socket.answer(AUTH);
    if (challenge.status() != 200) {
      return refused(challenge);
    }
    Answer token = socket.answer(attest(nonce(challenge), challenge.cookie()));
    return token.status() == 200 ? 200 : refused(token);
  }

  private int refused(Answer answer) {
    refusal = new String(answer.body(), StandardCharsets.UTF_8);
    return answer.status();
  }

  private static String nonce(Answer challenge) throws IOException {
    String json = new String(challenge.body(), StandardCharsets.UTF_8);
    int start = json.indexOf(NONCE) + NONCE.length();
    int end = json.indexOf('"', start);
    if (start < NONCE.length() || end < 0) {
      throw new IOException("a challenge without a nonce");
    }
    return json.substring(start, end);
  }

  /** The runtime data as written here are canonical: what is sent is what is hashed. */
  private byte[] attest(String nonce, String cookie) {
    String data = NONCE + nonce + "\",\"tee-pubkey\":" + key + "}";
    String digest = digest("{\"additional-evidence\":\"\"," + data);
    return post(
        "attest",
        cookie,
        "{\"runtime-data\":{"
            + data
            + ",\"tee-evidence\":{\"primary_evidence\":{\"svn\":\"1\",\"report_data\":\""
            + digest
            + "\"},\"additional_evidence\":\"\"}}");
  }

  private static String digest(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-384").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-384", e);
    }
  }

  private static byte[] post(String path, String cookie, String body) {
    return HttpSocket.request(
        "POST",
        "/kbs/v0/" + path,
        cookie.isEmpty()
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", "Cookie", cookie),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String refusal() {
    return refusal;
  }

  @Override
  public void close() {
    socket.close();
  }
}
