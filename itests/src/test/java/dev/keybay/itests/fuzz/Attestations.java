package dev.keybay.itests.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keybay.itests.fuzz.KeptConnection.Reply;
import dev.keybay.itests.protocol.EcGuestKey;
import dev.keybay.itests.protocol.GuestKey;
import dev.keybay.itests.protocol.Messages;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The second step of the handshake, in a session that waits for it. */
final class Attestations implements Target {
  private static final Pattern COOKIE = Pattern.compile("\r\nset-cookie: (kbs-session-id=[^;\r]+)");

  private final GuestKey key;
  private String nonce = "";
  private String cookie = "";
  private boolean attested = true;

  Attestations() throws Exception {
    key = EcGuestKey.p256();
  }

  @Override
  public Input next(Mutator mutator, KeptConnection connection) throws Exception {
    if (attested) {
      begin(connection);
    }
    byte[] body = body(mutator);
    return Input.post("attest", body).with("Cookie", cookie);
  }

  /** A session that is attested answers its token to whatever comes. */
  @Override
  public void answered(Reply reply) {
    attested = reply.status() == 200;
  }

  /** A request of a guest that has its challenge. */
  Input inSession(KeptConnection connection, Input input) throws Exception {
    begin(connection);
    return input.with("Cookie", cookie);
  }

  /** The token of a guest in whose evidence nothing is odd. */
  String token(KeptConnection connection) throws Exception {
    begin(connection);
    byte[] proof = text(Messages.attestation(nonce, key, ""));
    Reply reply = connection.exchange(Input.post("attest", proof).with("Cookie", cookie));
    return Messages.JSON.readTree(reply.body()).get("token").textValue();
  }

  private byte[] body(Mutator mutator) {
    ObjectNode device = Messages.JSON.createObjectNode();
    device
        .putObject("sampledevice")
        .put("svn", "2")
        .put("report_data", Messages.deviceDigest(nonce, key.jwk()));
    return switch (mutator.random().nextInt(4)) {
      case 0 -> {
        // Bound to what is odd in it, so that it is looked at.
        String odd = new String(mutator.json(device), StandardCharsets.UTF_8);
        yield text(Messages.attestation(nonce, key, odd));
      }
      case 1 -> {
        ObjectNode message = Messages.attestation(nonce, key, "");
        String body = mutator.text(mutator.pick(Seeds.INIT_DATA));
        message.putObject("init-data").put("format", "toml").put("body", body);
        yield text(message);
      }
      default -> mutator.json(Messages.attestation(nonce, key, device.toString()));
    };
  }

  private void begin(KeptConnection connection) throws Exception {
    byte[] request = text(Messages.request("0.4.0", "sample"));
    Reply challenge = connection.exchange(Input.post("auth", request));
    Matcher sent = COOKIE.matcher(challenge.head());
    if (challenge.status() != 200 || !sent.find()) {
      throw new IllegalStateException("no challenge: " + challenge);
    }
    cookie = sent.group(1);
    nonce = Messages.JSON.readTree(challenge.body()).get("nonce").textValue();
    attested = false;
  }

  private static byte[] text(ObjectNode message) {
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }
}
