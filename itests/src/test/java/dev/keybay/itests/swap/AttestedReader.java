package dev.keybay.itests.swap;

import dev.keybay.client.KbsClient;
import dev.keybay.client.KbsReply;
import dev.keybay.client.ResourcePath;
import dev.keybay.client.SampleAttester;
import dev.keybay.client.TeeKey;
import dev.keybay.client.TeeKeyAlgorithm;
import dev.keybay.client.load.Exchange;
import dev.keybay.client.load.HttpSocket;
import dev.keybay.client.load.HttpSocket.Answer;
import dev.keybay.itests.Broker;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** A guest that attests once, and then reads a resource again and again and decrypts it. */
final class AttestedReader implements Exchange {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final HttpHeaders NONE = HttpHeaders.of(Map.of(), (name, value) -> true);

  private final KbsClient guest;
  private final HttpSocket socket;
  private final byte[] request;
  private final byte[] expected;

  AttestedReader(Broker broker, ResourcePath resource, byte[] expected) throws IOException {
    this.guest =
        KbsClient.attesting(
            broker.connection(), TeeKey.generate(TeeKeyAlgorithm.P256), new SampleAttester());
    guest.attest();
    this.socket = new HttpSocket("127.0.0.1", broker.port(), TIMEOUT);
    this.request =
        HttpSocket.request(
            "GET",
            "/kbs/v0/resource/" + resource,
            Map.of("Cookie", guest.cookie().orElseThrow()),
            new byte[0]);
    this.expected = expected.clone();
  }

  @Override
  public int run() throws IOException {
    Answer answer = socket.answer(request);
    if (answer.status() == 200) {
      byte[] plain = guest.decrypt(new KbsReply(200, NONE, answer.body()));
      if (!Arrays.equals(plain, expected)) {
        throw new IOException("a 200 with another value than the resource has");
      }
    }
    return answer.status();
  }

  @Override
  public void close() {
    socket.close();
  }
}
