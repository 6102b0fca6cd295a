package dev.keybay.itests.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.net.http.HttpResponse;

/** A guest of the sample TEE: does the handshake, fetches resources. */
final class Guest {
  private final Broker broker;
  private final GuestKey key;

  /**
   * What a handshake begins with.
   *
   * @param cookie {@code kbs-session-id=…}, as it is sent back
   */
  record Challenge(String nonce, String cookie) {}

  Guest(Broker broker, GuestKey key) {
    this.broker = broker;
    this.key = key;
  }

  GuestKey key() {
    return key;
  }

  Challenge auth() throws IOException, InterruptedException {
    return auth("sample");
  }

  Challenge auth(String tee) throws IOException, InterruptedException {
    HttpResponse<String> answer = post("/auth", Messages.request("0.4.0", tee));
    return new Challenge(ok(answer).get("nonce").textValue(), cookie(answer));
  }

  HttpResponse<String> attest(Challenge challenge) throws IOException, InterruptedException {
    return attest(challenge, Messages.attestation(challenge.nonce(), key));
  }

  HttpResponse<String> attest(Challenge challenge, JsonNode message)
      throws IOException, InterruptedException {
    return post("/attest", message, "Cookie", challenge.cookie());
  }

  /** A whole handshake; the cookie of its session. */
  String handshake() throws IOException, InterruptedException {
    Challenge challenge = auth();
    ok(attest(challenge));
    return challenge.cookie();
  }

  /** A whole handshake; its token. */
  String token() throws IOException, InterruptedException {
    return ok(attest(auth())).get("token").textValue();
  }

  HttpResponse<String> resourceByCookie(String cookie, String path)
      throws IOException, InterruptedException {
    return broker.get("/kbs/v0/resource/" + path, "Cookie", cookie);
  }

  HttpResponse<String> resourceByToken(String token, String path)
      throws IOException, InterruptedException {
    return broker.get("/kbs/v0/resource/" + path, "Authorization", "Bearer " + token);
  }

  static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
  }

  /** The answer as JSON, or an error that shows it. */
  static JsonNode ok(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return Messages.JSON.readTree(answer.body());
  }

  private HttpResponse<String> post(String path, JsonNode message, String... headers)
      throws IOException, InterruptedException {
    return broker.call("POST", "/kbs/v0" + path, message.toString(), headers);
  }
}
